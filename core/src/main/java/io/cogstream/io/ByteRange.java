package io.cogstream.io;

/**
 * A half-open range of bytes of a file: {@code [offset, offset + length)}.
 *
 * @param offset first byte, counted from 0
 * @param length bytes, at least 1
 */
public record ByteRange(long offset, int length) {

    public ByteRange {
        if (offset < 0 || length < 1 || offset > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException("not a byte range: offset %d, length %d".formatted(offset, length));
        }
    }

    /** The first byte after the range. */
    public long end() {
        return offset + length;
    }
}
