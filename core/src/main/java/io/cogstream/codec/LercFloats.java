package io.cogstream.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Lossless floating point of version 6, section 4 of Esri's byte stream specification: the bytes of all values plane by plane,
 * each compressed for itself, after differences of the values' bits. Exponent (with sign) and mantissa are added for themselves,
 * so that no carry goes from one to the other.
 */
final class LercFloats {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int MAX_BYTE_DELTAS = 5;
    private static final int HUFFMAN = 0;
    private static final int CONSTANT = 1;
    private static final int RAW = 2;
    private static final int PACKED = 3;
    private static final int ALONG_ROWS = 1;
    private static final int ALONG_BOTH = 2;

    private final LercInput in;
    private final byte[] words;
    private final int size;
    private final int columns;
    private final int rows;

    private LercFloats(LercInput in, byte[] words, int size, int columns, int rows) {
        this.in = in;
        this.words = words;
        this.size = size;
        this.columns = columns;
        this.rows = rows;
    }

    /** Reads all values, those of invalid pixels too. */
    static void read(LercInput in, LercHeader header, LercTarget target) throws CodecException {
        int size = header.type().bytes();
        int pixels = header.rows() * header.columns();
        boolean direct = target.stride() == header.depth();
        byte[] words = direct ? target.samples() : new byte[pixels * header.depth() * size];
        int columns = header.depth() == 1 ? header.columns() : header.depth();
        int rows = header.depth() == 1 ? header.rows() : pixels;
        new LercFloats(in, words, size, columns, rows).read();
        for (int k = 0; k < pixels && !direct; k++) {
            int bytes = header.depth() * size;
            System.arraycopy(words, k * bytes, target.samples(), target.index(k) * size, bytes);
        }
    }

    private void read() throws CodecException {
        int predictor = in.u8();
        if (predictor > ALONG_BOTH) {
            throw in.malformed("predictor " + predictor);
        }
        byte[] plane = new byte[columns * rows];
        for (int i = 0; i < size; i++) {
            int index = in.u8();
            int deltas = in.u8();
            if (index >= size || deltas > MAX_BYTE_DELTAS) {
                throw in.malformed("byte plane %d with %d differences".formatted(index, deltas));
            }
            readPlane(in.part(in.i32()), plane);
            for (int from = deltas; from > 0; from--) {
                for (int k = from; k < plane.length; k++) {
                    plane[k] += plane[k - 1];
                }
            }
            for (int k = 0; k < plane.length; k++) {
                words[k * size + index] = plane[k];
            }
        }
        if (predictor == ALONG_BOTH) {
            addAbove();
        }
        if (predictor >= ALONG_ROWS) {
            addLeft();
        }
        if (size == 4) {
            restoreSigns();
        }
    }

    private static void readPlane(LercInput in, byte[] plane) throws CodecException {
        switch (in.u8()) {
            case HUFFMAN -> {
                LercHuffman codes = LercHuffman.read(in, false);
                for (int k = 0; k < plane.length; k++) {
                    plane[k] = (byte) codes.next();
                }
            }
            case CONSTANT -> {
                byte value = (byte) in.u8();
                int count = in.i32();
                if (count != plane.length) {
                    throw in.malformed("a plane of %d bytes instead of %d".formatted(count, plane.length));
                }
                Arrays.fill(plane, value);
            }
            case RAW -> {
                int from = in.position();
                in.skip(plane.length);
                System.arraycopy(in.bytes(), from, plane, 0, plane.length);
            }
            case PACKED -> unpack(in, plane);
            default -> throw in.malformed("an unknown kind of byte plane");
        }
    }

    /** Up to 127: so many bytes and one more follow. From 128: copies of the next byte, 126 fewer than that. */
    private static void unpack(LercInput in, byte[] plane) throws CodecException {
        int filled = 0;
        while (filled < plane.length) {
            int head = in.u8();
            int count = head < 128 ? head + 1 : head - 126;
            if (count > plane.length - filled) {
                throw in.malformed("a byte plane that is too long");
            }
            if (head < 128) {
                int from = in.position();
                in.skip(count);
                System.arraycopy(in.bytes(), from, plane, filled, count);
            } else {
                Arrays.fill(plane, filled, filled + count, (byte) in.u8());
            }
            filled += count;
        }
    }

    private void addAbove() {
        for (int k = columns; k < columns * rows; k++) {
            add(k, k - columns);
        }
    }

    private void addLeft() {
        for (int row = 0; row < rows; row++) {
            for (int k = row * columns + 1; k < (row + 1) * columns; k++) {
                add(k, k - 1);
            }
        }
    }

    private void add(int at, int from) {
        if (size == 4) {
            int a = (int) INT.get(words, 4 * at);
            int b = (int) INT.get(words, 4 * from);
            INT.set(words, 4 * at, ((a + b) & 0x007F_FFFF) | ((a & 0xFF80_0000) + (b & 0xFF80_0000)));
        } else {
            long a = (long) LONG.get(words, 8 * at);
            long b = (long) LONG.get(words, 8 * from);
            long exponent = 0xFFF0_0000_0000_0000L;
            LONG.set(words, 8 * at, ((a + b) & ~exponent) | ((a & exponent) + (b & exponent)));
        }
    }

    /** The sign of a float32 was moved behind its exponent, so that the exponent fills a byte. */
    private void restoreSigns() {
        for (int k = 0; k < columns * rows; k++) {
            int word = (int) INT.get(words, 4 * k);
            INT.set(words, 4 * k, (word & 0x007F_FFFF) | (word >>> 1 & 0x7F80_0000) | (word << 8 & 0x8000_0000));
        }
    }
}
