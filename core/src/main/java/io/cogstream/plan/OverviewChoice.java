package io.cogstream.plan;

import io.cogstream.grid.Affine;
import io.cogstream.proj.Crs;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.TiffImage;

/**
 * Chooses the level of an image to read: the coarsest whose pixels are no wider than the array's, else full resolution.
 * Overviews that lack the image's mask are passed over.
 * Chosen once per (source grid, array grid), never per chunk, so that results do not depend on chunking.
 */
public final class OverviewChoice {
    private OverviewChoice() {}

    /**
     * @param image transform of the image's full resolution, with its CRS
     * @param array transform of the array, with its CRS
     * @return index into {@link GeoTiff#levels()}
     */
    public static int level(GeoTiff file, Crs imageCrs, Affine image, Crs arrayCrs, Affine array) {
        TiffImage full = file.levels().get(0);
        double target = arrayPixelWidth(image, full, imageCrs, arrayCrs, array);
        int best = 0;
        for (int level = 1; level < file.levels().size(); level++) {
            double width = Math.abs(image.a())
                    * full.width()
                    / file.levels().get(level).width();
            if (width <= target && file.hasWholeValidity(level)) {
                best = level;
            }
        }
        return best;
    }

    /** How far apart two neighbouring array pixels are along x in the image's CRS, at the centre of the image. */
    private static double arrayPixelWidth(Affine image, TiffImage full, Crs imageCrs, Crs arrayCrs, Affine array) {
        if (imageCrs.equals(arrayCrs)) {
            return array.a();
        }
        double column = full.width() / 2.0;
        double row = full.height() / 2.0;
        double[] here = {image.x(column, row), image.y(column, row)};
        imageCrs.to(arrayCrs).apply(here);
        double[] right = {here[0] + array.a(), here[1]};
        arrayCrs.to(imageCrs).apply(here);
        arrayCrs.to(imageCrs).apply(right);
        double width = Math.abs(right[0] - here[0]);
        // Where the image's centre has no place in the array's CRS, full resolution is safe.
        return Double.isNaN(width) ? 0 : width;
    }
}
