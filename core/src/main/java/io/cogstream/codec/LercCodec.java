package io.cogstream.codec;

import io.cogstream.raster.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compression 34887: Esri's <a href="https://github.com/Esri/lerc">LERC</a>, alone or within deflate or zstd. Values come out
 * as the encoder quantised them; nothing is lost that it kept.
 *
 * <p>LERC has a mask of its own. As in GDAL, a pixel that is not valid becomes NaN in floating point, 0 in an alpha band that
 * the mask stands for (255 elsewhere), and else 0. And as GDAL writes it, a big-endian file has its values turned round inside
 * the blob too.
 */
final class LercCodec implements TileCodec {
    private static final int PLAIN = 0;
    private static final int WITH_DEFLATE = 1;
    private static final int WITH_ZSTD = 2;

    /** What a blob needs beside its values: headers, ranges, masks. */
    private static final int OVERHEAD = 4096;

    private final CodecTags tags;
    private final TileLayout layout;

    LercCodec(CodecTags tags, TileLayout layout) throws CodecException {
        if (!layout.isPlain() || !LercHeader.TYPES.contains(layout.type())) {
            throw CodecException.unsupported("LERC of %d-bit samples is not read".formatted(layout.bits()));
        }
        if (tags.lercCompression() < PLAIN || tags.lercCompression() > WITH_ZSTD) {
            throw CodecException.unsupported(
                    "LERC with compression %d around it is not read".formatted(tags.lercCompression()));
        }
        this.tags = tags;
        this.layout = layout;
    }

    @Override
    public void decode(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) throws CodecException {
        LercInput in = unwrap(src, srcOffset, srcLength);
        Arrays.fill(dst, 0, dstLength, (byte) 0);
        try {
            decode(in, dst);
        } catch (CodecException e) {
            // A place inside the blob is one inside the tile only where nothing is around it.
            throw tags.lercCompression() == PLAIN || e.isUnsupported()
                    ? e
                    : new CodecException(0, "%s (byte %d of the blob)".formatted(e.getMessage(), e.offset()));
        }
    }

    private void decode(LercInput in, byte[] dst) throws CodecException {
        if (in.startsWith(LercHeader.KEY)) {
            bands(in, dst);
        } else if (in.startsWith(Lerc1Decoder.KEY)) {
            lerc1(in, dst);
        } else {
            throw in.malformed("no blob starts here");
        }
    }

    private LercInput unwrap(byte[] src, int srcOffset, int srcLength) throws CodecException {
        if (tags.lercCompression() == PLAIN) {
            return new LercInput(src, srcOffset, srcLength);
        }
        long limit = layout.bytes() + layout.bytes() / 3L + OVERHEAD * (long) layout.samples();
        byte[] blob = tags.lercCompression() == WITH_DEFLATE
                ? DeflateCodec.inflate(src, srcOffset, srcLength, limit)
                : ZstdCodec.decompress(src, srcOffset, srcLength, limit);
        return new LercInput(blob, 0, blob.length);
    }

    /** One blob with all values of a pixel, or a blob for each. */
    private void bands(LercInput first, byte[] dst) throws CodecException {
        LercInput in = first;
        int end = in.end();
        LercMask mask = null;
        int filled = 0;
        while (filled < layout.samples()) {
            LercHeader header = header(in, filled);
            LercTarget target = new LercTarget(dst, layout.type(), layout.samples(), filled);
            mask = Lerc2Decoder.decode(in, header, target, mask);
            if (layout.type().isFloat()) {
                invalidate(mask, target, header.depth());
            }
            filled += header.depth();
            if (isAlphaNext(filled) && header.moreBlobs() == 0) {
                fillAlpha(mask, dst);
                filled++;
            }
            in = in.after(end);
        }
    }

    /** Whether only the alpha band is missing, for which the mask stands. */
    private boolean isAlphaNext(int filled) {
        return filled == layout.samples() - 1
                && filled > 0
                && tags.unassociatedAlpha()
                && layout.type() == DataType.UINT8;
    }

    private LercHeader header(LercInput in, int filled) throws CodecException {
        if (!in.startsWith(LercHeader.KEY)) {
            throw in.malformed("%d of %d samples are there".formatted(filled, layout.samples()));
        }
        LercHeader header = LercHeader.read(in);
        boolean wholePixels = header.depth() == layout.samples()
                || (header.depth() == layout.samples() - 1 && isAlphaNext(header.depth()));
        boolean fits = header.depth() == 1 || (filled == 0 && wholePixels);
        if (header.rows() != layout.rows()
                || header.columns() != layout.columns()
                || header.type() != layout.type()
                || !fits) {
            throw in.malformed("%d x %d pixels of %d %s in a tile of %d x %d of %d %s"
                    .formatted(
                            header.columns(),
                            header.rows(),
                            header.depth(),
                            header.type().zarrName(),
                            layout.columns(),
                            layout.rows(),
                            layout.samples(),
                            layout.type().zarrName()));
        }
        if (header.hasNodata() && header.depth() > 1) {
            throw CodecException.unsupported("LERC with nodata among the values of a pixel is not read");
        }
        return header;
    }

    private void lerc1(LercInput in, byte[] dst) throws CodecException {
        if (layout.samples() != 1 || layout.type() != DataType.FLOAT32) {
            throw in.malformed("Lerc1, which is float32, in a tile of %d %s"
                    .formatted(layout.samples(), layout.type().zarrName()));
        }
        LercTarget target = new LercTarget(dst, layout.type(), 1, 0);
        invalidate(Lerc1Decoder.decode(in, layout, target), target, 1);
    }

    private static void invalidate(LercMask mask, LercTarget target, int values) {
        for (int k = 0; k < mask.pixels() && !mask.isAllValid(); k++) {
            for (int d = 0; d < values && !mask.isValid(k); d++) {
                target.set(target.index(k) + d, Double.NaN);
            }
        }
    }

    private void fillAlpha(@Nullable LercMask mask, byte[] dst) {
        for (int k = 0; mask != null && k < mask.pixels(); k++) {
            dst[(k + 1) * layout.samples() - 1] = (byte) (mask.isValid(k) ? 0xFF : 0);
        }
    }
}
