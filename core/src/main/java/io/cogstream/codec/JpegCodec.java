package io.cogstream.codec;

/**
 * Compression 7: JPEG as <a href="https://www.awaresystems.be/imaging/tiff/specification/TIFFTechNote2.txt">TIFF Technical
 * Note 2</a> defines it, baseline or progressive, 8 bits. YCbCr comes out as RGB.
 *
 * <p>Java's own decoder does the work: libjpeg with the accurate integer DCT and the triangle filter for chroma, which are
 * what GDAL uses too.
 */
final class JpegCodec implements TileCodec {
    private static final int MAX_SAMPLES = 4;

    /** Two bits for a minimal block of 64 samples, and chroma at a sixteenth of the resolution. */
    private static final long MAX_RATIO = 4096;

    private final CodecTags tags;
    private final TileLayout layout;

    JpegCodec(CodecTags tags, TileLayout layout) throws CodecException {
        if (layout.bits() != 8) {
            throw CodecException.unsupported("JPEG of %d-bit samples is not read".formatted(layout.bits()));
        }
        if (layout.samples() > MAX_SAMPLES || (isYcbcr(tags) && layout.samples() != 3)) {
            throw CodecException.unsupported("JPEG of %d %s samples is not read"
                    .formatted(layout.samples(), isYcbcr(tags) ? "YCbCr" : "interleaved"));
        }
        this.tags = tags;
        this.layout = layout;
    }

    private static boolean isYcbcr(CodecTags tags) {
        return tags.photometric() == CodecTags.YCBCR;
    }

    @Override
    public void decode(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) throws CodecException {
        boolean ycbcr = isYcbcr(tags);
        JpegStream stream = JpegStream.join(tags.jpegTables(), src, srcOffset, srcLength, layout, ycbcr);
        byte[] pixels = JpegReader.decode(stream, layout);
        if (ycbcr) {
            Ycbcr.toRgb(pixels, dst, dstLength);
        } else {
            System.arraycopy(pixels, 0, dst, 0, dstLength);
        }
    }

    @Override
    public long maxOutput(int srcLength) {
        return srcLength * MAX_RATIO;
    }
}
