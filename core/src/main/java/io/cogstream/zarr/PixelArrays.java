package io.cogstream.zarr;

import io.cogstream.raster.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of a group that hold pixels, and what they are from.
 *
 * @param keys their names, and those of their chunks
 * @param formats one for all bands in a cube, else one per band
 * @param items ids of the items that pixels may be from, in the order in which provenance counts them; null without provenance
 */
public record PixelArrays(
        ChunkKeys keys, List<PixelFormat> formats, @Nullable List<String> items) {
    /** Type of provenance. */
    public static final DataType PROVENANCE_TYPE = DataType.INT32;

    /** Provenance of a pixel that is from no item. It finds the last item of a list in Python, so that one is empty. */
    public static final int NO_ITEM = -1;

    public PixelArrays {
        formats = List.copyOf(formats);
        if (formats.size() != keys.arrays().size()) {
            throw new IllegalArgumentException(formats.size() + " formats for the arrays " + keys.arrays());
        }
    }

    /** One array for all bands, without provenance. */
    public static PixelArrays cube(DataType type, @Nullable Double nodata) {
        return new PixelArrays(ChunkKeys.CUBE, List.of(new PixelFormat(type, nodata)), null);
    }

    /** @param band from 0 */
    public PixelFormat format(int band) {
        return formats.get(keys.isPerBand() ? band : 0);
    }

    /** Size of the largest sample that any array holds. */
    int largestSample() {
        int largest = items == null ? 0 : PROVENANCE_TYPE.bytes();
        for (PixelFormat format : formats) {
            largest = Math.max(largest, format.dataType().bytes());
        }
        return largest;
    }
}
