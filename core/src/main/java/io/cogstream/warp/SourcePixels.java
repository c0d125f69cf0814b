package io.cogstream.warp;

import io.cogstream.grid.PixelWindow;
import io.cogstream.raster.DataType;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of one source that a block of the array needs, and where each array pixel finds its own.
 *
 * @param map from the block to {@code samples}
 * @param type of the samples
 * @param samples little-endian, the pixels of the map's {@link NearestMap#window() window} row by row
 * @param nodata value that marks a pixel as invalid, null if none does
 * @param validity 0 where a pixel of the window is invalid whatever its value, null if no pixel is
 */
public record SourcePixels(
        NearestMap map,
        DataType type,
        byte[] samples,
        @Nullable Double nodata,
        byte @Nullable [] validity) {

    public SourcePixels {
        PixelWindow window = map.window();
        if (window == null
                || samples.length != window.pixels() * type.bytes()
                || (validity != null && validity.length != window.pixels())) {
            throw new IllegalArgumentException("%d bytes of %s for window %s".formatted(samples.length, type, window));
        }
    }
}
