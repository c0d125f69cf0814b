package io.cogstream.tiff;

import io.cogstream.grid.PixelWindow;
import io.cogstream.io.ByteSource;
import io.cogstream.raster.DataType;
import io.cogstream.raster.NodataTest;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * Reads which pixels are valid, as GDAL's dataset mask says it: by the internal mask, else by nodata, else by alpha, else all.
 *
 * @see <a href="https://gdal.org/en/stable/development/rfc/rfc15_nodatabitmask.html">GDAL RFC 15</a>
 */
public final class ValidityReader {
    private static final byte VALID = (byte) 255;

    private final RasterReader pixels;

    public ValidityReader(RasterReader pixels) {
        this.pixels = pixels;
    }

    /**
     * Reads a window. By nodata, a pixel is valid if one of its samples is.
     *
     * @param level 0 is the full size, then overviews from fine to coarse
     * @param firstSample of those that nodata is looked for in, from 0
     * @param endSample the one after the last of them
     * @param window in pixels of the level, inside it
     * @return row-major, 255 where valid and 0 elsewhere, alpha as it is, brought to 8 bits; fails with a {@link io.cogstream.failure.SourceException}
     */
    public CompletableFuture<byte[]> readWindow(
            ByteSource source, GeoTiff file, int level, int firstSample, int endSample, PixelWindow window) {
        ValidityBand band = file.validity(level);
        boolean byMask = band != null && file.isMask(band.image());
        Double nodata = file.nodata();
        if (nodata != null && !byMask) {
            NodataTest test = new NodataTest(file.dataType(), nodata);
            CompletableFuture<byte[]> all = CompletableFuture.completedFuture(new byte[(int) window.pixels()]);
            for (int sample = firstSample; sample < endSample; sample++) {
                all = all.thenCombine(
                        pixels.readWindow(source, file, level, sample, window),
                        (mask, samples) -> add(mask, samples, test));
            }
            return all;
        }
        if (band == null) {
            byte[] all = new byte[(int) window.pixels()];
            Arrays.fill(all, VALID);
            return CompletableFuture.completedFuture(all);
        }
        DataType type = file.image(band.image()).dataType();
        return pixels.readWindow(source, file, band.image(), band.sample(), window)
                .thenApply(samples -> byMask ? nonZero(samples, type, VALID) : opacity(samples, type));
    }

    /** Alpha of 0 to 255; any that is not 0 stays so. */
    private static byte[] opacity(byte[] samples, DataType type) {
        if (type != DataType.UINT16) {
            return type == DataType.UINT8 ? samples : nonZero(samples, type, VALID);
        }
        byte[] opacity = new byte[samples.length / 2];
        for (int i = 0; i < opacity.length; i++) {
            long alpha = (long) type.get(samples, i);
            opacity[i] = (byte) (alpha == 0 ? 0 : Math.max(1, alpha * 255 / 65535));
        }
        return opacity;
    }

    private static byte[] add(byte[] mask, byte[] samples, NodataTest nodata) {
        boolean[] valid = new boolean[mask.length];
        Arrays.fill(valid, true);
        nodata.clearMatches(samples, valid, valid.length);
        for (int i = 0; i < mask.length; i++) {
            mask[i] |= valid[i] ? VALID : 0;
        }
        return mask;
    }

    /**
     * One byte per sample.
     *
     * @param samples little-endian
     * @param valid what stands for a sample other than 0
     */
    public static byte[] nonZero(byte[] samples, DataType type, byte valid) {
        byte[] bytes = new byte[samples.length / type.bytes()];
        for (int i = 0; i < samples.length; i++) {
            if (samples[i] != 0) {
                bytes[i / type.bytes()] = valid;
            }
        }
        return bytes;
    }
}
