package io.cogstream.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Compression 5: LZW with codes of 9 to 12 bits, most significant bit first, whose width grows one code early; section 13 of
 * the <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0 specification</a>.
 *
 * <p>Most strings are short, so the table holds seven bytes of each: one store writes one. Longer ones already stand in the output, as every string is the previous string plus the byte that came after it.
 */
final class LzwCodec implements TileCodec {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int TABLE = 4096;
    private static final int MIN_WIDTH = 9;
    private static final int MAX_WIDTH = 12;
    private static final int NONE = -1;

    @Override
    public void decode(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) throws CodecException {
        if (srcLength >= 2 && src[srcOffset] == 0 && (src[srcOffset + 1] & 1) == 1) {
            throw CodecException.unsupported("old-style LZW (least significant bit first) is not read");
        }
        int written = expand(src, srcOffset, srcLength, dst, dstLength);
        if (written < dstLength) {
            throw new CodecException(srcLength, "LZW: yields %d of %d bytes".formatted(written, dstLength));
        }
    }

    /** Decodes until the output is full or the input ends; returns the bytes written. */
    private static int expand(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength)
            throws CodecException {
        // Made here, so that the compiler sees that nobody else has them and keeps their fields in registers.
        BitReader bits = new BitReader(src, srcOffset, srcLength);
        Strings strings = new Strings();
        int out = 0;
        int width = MIN_WIDTH;
        int next = FIRST;
        boolean afterClear = true;
        while (out < dstLength) {
            int code = bits.next(width);
            if (code == CLEAR) {
                width = MIN_WIDTH;
                next = FIRST;
                afterClear = true;
                continue;
            }
            if (code == NONE || code == END) {
                break;
            }
            if (code >= next && (code > next || afterClear)) {
                throw new CodecException(bits.offset(), "LZW: code %d, but the table ends at %d".formatted(code, next));
            }
            if (!afterClear && next < TABLE) {
                // The code just read may be this very entry: a string that ends in its own first byte.
                strings.append(next, code < next ? code : NONE);
                next++;
                width += next >= (1 << width) - 1 && width < MAX_WIDTH ? 1 : 0;
            }
            out = strings.write(code, dst, out, dstLength);
            afterClear = false;
        }
        return out;
    }

    @Override
    public long maxOutput(int srcLength) {
        // The longest string of a full table, for every 12-bit code.
        return srcLength * (long) TABLE;
    }

    /** The table. What stands at codes that were not given yet is of no meaning. */
    private static final class Strings {
        private static final int WORD = 8;
        private static final int SHORT = 7;

        /** Where the length stands in {@link #heads}. */
        private static final int LENGTH = 8 * SHORT;

        private static final long ONE_MORE = 1L << LENGTH;
        private static final long BYTES = ONE_MORE - 1;

        /** Up to seven first bytes, from the least significant on, and above them the length, or 8 if it is more than seven. */
        private final long[] heads = new long[TABLE];

        /** Lengths of strings of more than seven bytes, and where in the output they stand. */
        private final int[] lengths = new int[TABLE];

        private final int[] places = new int[TABLE];

        /** The string that was written last. */
        private long lastHead;

        private int lastLength;
        private int lastPlace;

        Strings() {
            for (int i = 0; i < CLEAR; i++) {
                heads[i] = i | ONE_MORE;
            }
        }

        /** Makes {@code code} the string that was written last, and the first byte of another one, or of itself. */
        void append(int code, int other) {
            int length = lastLength;
            if (length < SHORT) {
                long first = (other == NONE ? lastHead : heads[other]) & 0xFF;
                heads[code] = (lastHead + ONE_MORE) | first << (8 * length);
            } else {
                heads[code] = (lastHead & BYTES) | WORD * ONE_MORE;
                lengths[code] = length + 1;
                places[code] = lastPlace;
            }
        }

        /** Writes a string as far as there is room, and returns the end of it. */
        int write(int code, byte[] dst, int out, int dstLength) {
            long head = heads[code];
            int length = (int) (head >>> LENGTH);
            lastHead = head;
            lastPlace = out;
            if (length < WORD && out <= dstLength - WORD) {
                // What the word holds beyond the string is written over by the next one.
                LONG.set(dst, out, head);
                lastLength = length;
                return out + length;
            }
            return writeSlowly(code, dst, out, dstLength);
        }

        private int writeSlowly(int code, byte[] dst, int out, int dstLength) {
            long head = heads[code];
            boolean isLong = head >>> LENGTH == WORD;
            lastLength = isLong ? lengths[code] : (int) (head >>> LENGTH);
            int end = Math.min(out + lastLength, dstLength);
            if (isLong) {
                copy(dst, places[code], out, end);
            } else {
                for (int i = out; i < end; i++, head >>>= 8) {
                    dst[i] = (byte) head;
                }
            }
            return end;
        }

        /** Forward, in words where they do not overlap: the copy of a string may begin at the last byte of that string. */
        private static void copy(byte[] dst, int from, int to, int end) {
            int i = to;
            int distance = to - from;
            for (; distance >= WORD && i <= end - WORD; i += WORD) {
                LONG.set(dst, i, (long) LONG.get(dst, i - distance));
            }
            for (; i < end; i++) {
                dst[i] = dst[i - distance];
            }
        }
    }

    /** Codes, most significant bit first. */
    private static final class BitReader {
        private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

        private final byte[] src;
        private final int start;
        private final int end;
        private int position;

        /** The next bits from the most significant on, {@link #available} of them and perhaps some of those that follow. */
        private long buffer;

        private int available;

        BitReader(byte[] src, int offset, int length) {
            this.src = src;
            this.start = offset;
            this.end = offset + length;
            this.position = offset;
        }

        /** The next code, or -1 at the end of the input. */
        int next(int width) {
            if (available < width) {
                refill();
                if (available < width) {
                    return NONE;
                }
            }
            int code = (int) (buffer >>> (Long.SIZE - width));
            buffer <<= width;
            available -= width;
            return code;
        }

        private void refill() {
            if (position <= end - Long.BYTES) {
                buffer |= (long) BIG.get(src, position) >>> available;
                int bytes = (Long.SIZE - 1 - available) >>> 3;
                position += bytes;
                available += 8 * bytes;
                return;
            }
            while (available <= Long.SIZE - 8 && position < end) {
                buffer |= (src[position++] & 0xFFL) << (Long.SIZE - 8 - available);
                available += 8;
            }
        }

        int offset() {
            return position - start;
        }
    }
}
