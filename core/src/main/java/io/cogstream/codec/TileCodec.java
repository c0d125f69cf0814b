package io.cogstream.codec;

/** Decompresses one tile or strip. Safe for concurrent use; never writes past the expected size, whatever the input. */
public interface TileCodec {

    /**
     * Decompresses {@code src[srcOffset, srcOffset + srcLength)} to the first {@code dstLength} bytes of {@code dst}.
     * Output beyond that is cut off, as writers may pad tiles; less is an error.
     *
     * @param dst receives the tile in the file's byte order, before the predictor is undone
     * @param dstLength exact size of the tile in bytes
     * @throws CodecException if the input is damaged or yields fewer than {@code dstLength} bytes
     */
    void decode(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) throws CodecException;

    /**
     * Upper bound of what {@code srcLength} compressed bytes can yield, so that a tile whose size cannot be true is refused
     * before memory is taken for it.
     */
    default long maxOutput(int srcLength) {
        return Long.MAX_VALUE;
    }
}
