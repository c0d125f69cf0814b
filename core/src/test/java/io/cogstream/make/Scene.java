package io.cogstream.make;

import io.cogstream.fixture.TestTiff;
import io.cogstream.grid.BoundingBox;
import io.cogstream.proj.Crs;
import io.cogstream.proj.LonLatBoxes;
import io.cogstream.raster.DataType;
import io.cogstream.stac.Asset;
import io.cogstream.stac.Footprint;
import io.cogstream.stac.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One source image in UTM zone 12, and what a reader should see in it.
 *
 * @param west of the first pixel's corner, in metres
 * @param north likewise
 * @param pixel side of a pixel, in metres
 * @param pixels row by row
 * @param overview pixels of half the size, null without one
 * @param nodata null when the file has none
 * @param mask 0 where a pixel of the full size is invalid, 1 elsewhere; the overview's has every second one; null without
 * @param tweak last changes to the file
 */
record Scene(
        String id,
        DataType type,
        double west,
        double north,
        double pixel,
        int width,
        int height,
        double[] pixels,
        double @Nullable [] overview,
        @Nullable Double nodata,
        double @Nullable [] mask,
        UnaryOperator<TestTiff> tweak) {
    static final Crs CRS = Crs.epsg(32612);
    static final double WEST = 500_000;
    static final double NORTH = 4_300_000;

    /**
     * A uint16 scene of one value, nodata 0.
     *
     * @param left columns of 10 m from the array's corner
     * @param top rows likewise, going south
     */
    static Scene flat(String id, int left, int top, int width, int height, double value) {
        double[] pixels = new double[width * height];
        java.util.Arrays.fill(pixels, value);
        return new Scene(
                id,
                DataType.UINT16,
                WEST + 10 * left,
                NORTH - 10 * top,
                10,
                width,
                height,
                pixels,
                null,
                0.0,
                null,
                UnaryOperator.identity());
    }

    /** The same scene with one value in a rectangle of its pixels. */
    Scene with(int left, int top, int columns, int rows, double value) {
        double[] changed = pixels.clone();
        for (int row = top; row < top + rows; row++) {
            java.util.Arrays.fill(changed, row * width + left, row * width + left + columns, value);
        }
        return new Scene(id, type, west, north, pixel, width, height, changed, overview, nodata, mask, tweak);
    }

    Scene tweaked(UnaryOperator<TestTiff> change) {
        return new Scene(id, type, west, north, pixel, width, height, pixels, overview, nodata, mask, change);
    }

    Scene withNodata(@Nullable Double value) {
        return new Scene(id, type, west, north, pixel, width, height, pixels, overview, value, mask, tweak);
    }

    String href() {
        return "memory:/" + id + ".tif";
    }

    byte[] file() {
        TestTiff tiff = TestTiff.of(type, width, height, pixels)
                .at(west, north, pixel)
                .nodata(nodata == null ? null : nodata.isNaN() ? "nan" : nodata.toString());
        if (overview != null) {
            tiff.overview(width / 2, height / 2, overview);
        }
        if (mask != null) {
            tiff.mask(width, height, mask);
        }
        if (mask != null && overview != null) {
            tiff.mask(width / 2, height / 2, overviewMask());
        }
        return tweak.apply(tiff).bytes();
    }

    Scene withMask(double[] valid) {
        return new Scene(id, type, west, north, pixel, width, height, pixels, overview, nodata, valid, tweak);
    }

    double[] overviewMask() {
        double[] coarse = new double[(width / 2) * (height / 2)];
        for (int i = 0; i < coarse.length; i++) {
            coarse[i] = mask[2 * (i / (width / 2)) * width + 2 * (i % (width / 2))];
        }
        return coarse;
    }

    Item item() {
        BoundingBox box = new BoundingBox(west, north - height * pixel, west + width * pixel, north);
        return new Item(
                id,
                null,
                Instant.EPOCH,
                false,
                Footprint.of(LonLatBoxes.of(CRS, box)),
                Map.of("red", new Asset("red", href(), null, List.of())));
    }
}
