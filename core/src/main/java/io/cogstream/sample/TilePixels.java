package io.cogstream.sample;

import io.cogstream.tiff.TiffImage;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Wanted pixels of one image of a file, tile by tile. */
final class TilePixels {
    private final TiffImage image;
    private final WantedPixels pixels;

    /** Tile above, pixel below; ascending. */
    private final long[] order;

    private TilePixels(TiffImage image, WantedPixels pixels, long[] order) {
        this.image = image;
        this.pixels = pixels;
        this.order = order;
    }

    /**
     * @param image of the full size
     * @param isWanted which pixels to take
     * @param sampleOf sample of a pixel, from 0
     */
    static TilePixels of(TiffImage image, WantedPixels pixels, IntPredicate isWanted, IntUnaryOperator sampleOf) {
        long[] order = new long[pixels.count()];
        int count = 0;
        for (int pixel = 0; pixel < order.length; pixel++) {
            if (isWanted.test(pixel)) {
                int column = pixels.column(pixel) / image.tileWidth();
                int row = pixels.line(pixel) / image.tileHeight();
                long tile = image.tileIndex(column, row, sampleOf.applyAsInt(pixel));
                order[count++] = (tile << 32) | pixel;
            }
        }
        long[] taken = count == order.length ? order : Arrays.copyOf(order, count);
        Arrays.sort(taken);
        return new TilePixels(image, pixels, taken);
    }

    /** The tiles that hold a pixel, each once, ascending. */
    int[] tiles() {
        return Arrays.stream(order)
                .mapToInt(key -> (int) (key >> 32))
                .distinct()
                .toArray();
    }

    /** Visits the pixels in a tile. */
    void forEach(int tile, IntConsumer visitor) {
        int found = Arrays.binarySearch(order, (long) tile << 32);
        for (int i = found < 0 ? -found - 1 : found; i < order.length && (int) (order[i] >> 32) == tile; i++) {
            visitor.accept((int) order[i]);
        }
    }

    /**
     * Where a pixel's sample is in its decoded tile.
     *
     * @param sample from 0; the only one if planar
     * @return counted in samples from 0
     */
    int position(int pixel, int sample) {
        int column = pixels.column(pixel) % image.tileWidth();
        int row = pixels.line(pixel) % image.tileHeight();
        int lane = image.planar() ? 0 : sample;
        return (row * image.tileWidth() + column) * image.samplesPerTilePixel() + lane;
    }
}
