package io.cogstream.open;

import io.cogstream.cube.ArrayLayout;
import io.cogstream.cube.BandFormat;
import io.cogstream.cube.PixelStorage;
import java.util.List;

/**
 * How a user wants an array to keep its pixels.
 *
 * @param layout one array for all bands, or one per band
 * @param provenance whether to keep which item each pixel is from
 */
public record StorageRequest(ArrayLayout layout, boolean provenance) {
    public static final StorageRequest DEFAULT = new StorageRequest(ArrayLayout.CUBE, false);

    PixelStorage with(List<BandFormat> formats) {
        return new PixelStorage(layout, formats, provenance);
    }
}
