package io.cogstream.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A cursor over the little-endian bytes of a LERC blob. Nothing is read past its end. */
final class LercInput {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int start;
    private int end;
    private int position;

    LercInput(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.start = offset;
        this.end = offset + length;
        this.position = offset;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Index of the next byte in {@link #bytes()}. */
    int position() {
        return position;
    }

    /** Index after the last byte in {@link #bytes()}. */
    int end() {
        return end;
    }

    int remaining() {
        return end - position;
    }

    /** Ends the input {@code length} bytes after {@code from}, an earlier {@link #position()}. */
    void limit(int from, int length) throws CodecException {
        if (length < position - from || length > end - from) {
            throw malformed("a blob of %d bytes where %d are left".formatted(length, end - from));
        }
        end = from + length;
    }

    /** A cursor over what comes after this one's end, as it was before {@link #limit}. */
    LercInput after(int originalEnd) {
        LercInput next = new LercInput(bytes, start, originalEnd - start);
        next.position = end;
        return next;
    }

    /** A cursor over the next {@code length} bytes, which this one skips. */
    LercInput part(int length) throws CodecException {
        int from = position;
        skip(length);
        LercInput part = new LercInput(bytes, start, position - start);
        part.position = from;
        return part;
    }

    boolean startsWith(String text) {
        if (remaining() < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[position + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    void skip(int count) throws CodecException {
        if (count < 0 || count > remaining()) {
            throw malformed("ends where %d bytes are needed and %d are left".formatted(count, remaining()));
        }
        position += count;
    }

    int u8() throws CodecException {
        skip(1);
        return bytes[position - 1] & 0xFF;
    }

    short i16() throws CodecException {
        skip(2);
        return (short) SHORT.get(bytes, position - 2);
    }

    int i32() throws CodecException {
        skip(4);
        return (int) INT.get(bytes, position - 4);
    }

    float f32() throws CodecException {
        return Float.intBitsToFloat(i32());
    }

    double f64() throws CodecException {
        skip(8);
        return Double.longBitsToDouble((long) LONG.get(bytes, position - 8));
    }

    /** An unsigned integer whose size the upper two bits of {@code flags} tell: 4, 2 or 1 bytes for 0, 1 and 2. */
    long count(int flags) throws CodecException {
        return switch (flags >>> 6) {
            case 0 -> i32() & 0xFFFF_FFFFL;
            case 1 -> i16() & 0xFFFF;
            case 2 -> u8();
            default -> throw malformed("a count of unknown size");
        };
    }

    CodecException malformed(String problem) {
        return new CodecException(position - start, "LERC: " + problem);
    }
}
