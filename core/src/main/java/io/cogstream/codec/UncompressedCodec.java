package io.cogstream.codec;

/** Compression 1: samples as they are. */
final class UncompressedCodec implements TileCodec {

    @Override
    public void decode(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) throws CodecException {
        if (srcLength < dstLength) {
            throw new CodecException(srcLength, "holds %d of %d bytes".formatted(srcLength, dstLength));
        }
        System.arraycopy(src, srcOffset, dst, 0, dstLength);
    }

    @Override
    public long maxOutput(int srcLength) {
        return srcLength;
    }
}
