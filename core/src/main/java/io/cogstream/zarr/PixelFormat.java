package io.cogstream.zarr;

import io.cogstream.raster.DataType;
import org.jspecify.annotations.Nullable;

/**
 * How the pixels of one array are stored.
 *
 * @param dataType type of the pixels
 * @param nodata the value of pixels without data, which {@code dataType} holds; null when unknown, then such pixels are 0
 */
public record PixelFormat(DataType dataType, @Nullable Double nodata) {

    public PixelFormat {
        if (nodata != null && !dataType.holds(nodata)) {
            throw new IllegalArgumentException("nodata " + nodata + " does not fit " + dataType.zarrName());
        }
    }

    /** What pixels without data hold. */
    public double fill() {
        return nodata == null ? 0 : nodata;
    }
}
