package io.cogstream.codec;

import java.util.Arrays;

/** Compression 32773: PackBits, section 9 of the <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0 specification</a>. */
final class PackBitsCodec implements TileCodec {
    private static final int NO_OPERATION = -128;

    @Override
    public void decode(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) throws CodecException {
        int end = srcOffset + srcLength;
        int in = srcOffset;
        int out = 0;
        while (out < dstLength) {
            int header = in < end ? src[in] : NO_OPERATION;
            int needed = header >= 0 ? header + 2 : 2;
            if (in >= end || (header != NO_OPERATION && needed > end - in)) {
                throw new CodecException(
                        in - srcOffset, "PackBits: input ends after %d of %d bytes".formatted(out, dstLength));
            }
            if (header >= 0) {
                int count = Math.min(header + 1, dstLength - out);
                System.arraycopy(src, in + 1, dst, out, count);
                out += count;
                in += needed;
            } else if (header == NO_OPERATION) {
                in++;
            } else {
                int count = Math.min(1 - header, dstLength - out);
                Arrays.fill(dst, out, out + count, src[in + 1]);
                out += count;
                in += needed;
            }
        }
    }

    @Override
    public long maxOutput(int srcLength) {
        return srcLength * 64L;
    }
}
