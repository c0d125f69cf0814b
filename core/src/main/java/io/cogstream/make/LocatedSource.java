package io.cogstream.make;

import io.cogstream.grid.PixelWindow;
import io.cogstream.raster.DataType;
import io.cogstream.tiff.TiffImage;
import io.cogstream.warp.NearestMap;

/**
 * A source of which it is known where its pixels go in one chunk.
 *
 * @param map from the chunk to the level that serves it
 */
record LocatedSource(PlacedSource source, NearestMap map) {

    TiffImage image() {
        return source.image();
    }

    DataType type() {
        return image().dataType();
    }

    /** Memory for the pixels of the window, in bytes. */
    long windowBytes() {
        PixelWindow window = map.window();
        return window == null ? 0 : window.pixels() * source.pixelBytes();
    }

    /** Most memory for a tile on its way into the window, in bytes: its samples, and what of the file they come from. */
    static long tileBytes(TiffImage image, int tile) {
        return image.tileBytes(tile) + compressedBytes(image, tile);
    }

    /** What the file says, as far as that is possible: a tile that claims more is refused before it is read. */
    private static long compressedBytes(TiffImage image, int tile) {
        return Math.max(0, Math.min(image.counts()[tile], 2L * image.tileBytes(tile) + (1 << 20)));
    }
}
