package io.cogstream.codec;

import org.jspecify.annotations.Nullable;

/**
 * What a directory says to its codec, beside the size of its tiles.
 *
 * @param photometric value of the PhotometricInterpretation tag (262)
 * @param unassociatedAlpha whether the last sample is alpha that colours are not multiplied with
 * @param jpegTables the JPEGTables tag (347): quantisation and Huffman tables that all tiles share; null if it is absent
 * @param lercCompression second value of GDAL's LercParameters tag (50674): 0 for LERC alone, 1 for deflate around it, 2 for
 *     zstd
 */
public record CodecTags(
        int photometric, boolean unassociatedAlpha, byte @Nullable [] jpegTables, long lercCompression) {
    /** PhotometricInterpretation of YCbCr. */
    public static final int YCBCR = 6;

    /** One grey sample, nothing else said. */
    public static final CodecTags NONE = new CodecTags(1, false, null, 0);
}
