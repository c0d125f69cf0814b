package io.cogstream.cube;

import java.util.List;
import java.util.Objects;

/**
 * How an array keeps its pixels.
 *
 * @param layout one array for all bands, or one per band
 * @param formats types and nodata: one for all bands in a cube, else one per band
 * @param provenance whether the store also says which item each pixel is from
 */
public record PixelStorage(ArrayLayout layout, List<BandFormat> formats, boolean provenance) {

    public PixelStorage {
        Objects.requireNonNull(layout, "array spec: the layout is null");
        formats = List.copyOf(formats);
        if (formats.isEmpty() || (layout == ArrayLayout.CUBE && formats.size() != 1)) {
            throw new IllegalArgumentException(
                    "array spec: %d formats in layout %s".formatted(formats.size(), layout.label()));
        }
    }

    /** All bands in one array, without provenance. */
    public static PixelStorage cube(BandFormat format) {
        return new PixelStorage(ArrayLayout.CUBE, List.of(format), false);
    }

    /** @param band from 0 */
    public BandFormat format(int band) {
        return formats.get(layout == ArrayLayout.CUBE ? 0 : band);
    }
}
