package io.cogstream.codec;

/**
 * Compression 5: LZW with codes of 9 to 12 bits, most significant bit first, whose width grows one code early; section 13 of
 * the <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0 specification</a>.
 *
 * <p>Every string of the table already stands in the output: it is the previous string plus the byte that came after it.
 * So the table holds places in the output and needs no chains of prefixes.
 */
final class LzwCodec implements TileCodec {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int TABLE = 4096;

    @Override
    public void decode(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) throws CodecException {
        if (srcLength >= 2 && src[srcOffset] == 0 && (src[srcOffset + 1] & 1) == 1) {
            throw CodecException.unsupported("old-style LZW (least significant bit first) is not read");
        }
        int written = decode(new BitReader(src, srcOffset, srcLength), dst, dstLength);
        if (written < dstLength) {
            throw new CodecException(srcLength, "LZW: yields %d of %d bytes".formatted(written, dstLength));
        }
    }

    private static int decode(BitReader bits, byte[] dst, int dstLength) throws CodecException {
        int[] starts = new int[TABLE + 1];
        int[] lengths = new int[TABLE + 1];
        int out = 0;
        int next = FIRST;
        int width = 9;
        int previousStart = -1;
        int previousLength = 0;
        while (out < dstLength) {
            int code = bits.next(width);
            if (code < 0 || code == END) {
                break;
            }
            if (code == CLEAR) {
                next = FIRST;
                width = 9;
                previousStart = -1;
                continue;
            }
            int from = previousStart;
            int length = previousLength + 1;
            if (code < CLEAR) {
                length = 1;
            } else if (code < next) {
                from = starts[code];
                length = lengths[code];
            } else if (code > next || previousStart < 0) {
                throw new CodecException(bits.offset(), "LZW: code %d, but the table ends at %d".formatted(code, next));
            }
            if (previousStart >= 0 && next < TABLE) {
                starts[next] = previousStart;
                lengths[next] = previousLength + 1;
                next++;
                width = widthFor(next);
            }
            int count = Math.min(length, dstLength - out);
            if (code < CLEAR) {
                dst[out] = (byte) code;
            } else {
                copy(dst, from, out, count);
            }
            previousStart = out;
            previousLength = length;
            out += count;
        }
        return out;
    }

    private static int widthFor(int next) {
        return next < 511 ? 9 : next < 1023 ? 10 : next < 2047 ? 11 : 12;
    }

    /** Forward, byte by byte where the ranges overlap: a string that ends in its own first byte is just being written. */
    private static void copy(byte[] dst, int from, int to, int count) {
        if (count > 16 && to - from >= count) {
            System.arraycopy(dst, from, dst, to, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            dst[to + i] = dst[from + i];
        }
    }

    @Override
    public long maxOutput(int srcLength) {
        // The longest string of a full table, for every 12-bit code.
        return srcLength * (long) TABLE;
    }

    /** Codes, most significant bit first. */
    private static final class BitReader {
        private final byte[] src;
        private final int start;
        private final int end;
        private int position;
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
            while (available < width) {
                if (position >= end) {
                    return -1;
                }
                buffer = buffer << 8 | (src[position++] & 0xFF);
                available += 8;
            }
            available -= width;
            return (int) (buffer >>> available) & ((1 << width) - 1);
        }

        int offset() {
            return position - start;
        }
    }
}
