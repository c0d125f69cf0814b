package io.cogstream.sample;

import io.cogstream.failure.SourceException;
import io.cogstream.grid.Affine;
import io.cogstream.plan.SourceContract;
import io.cogstream.proj.Crs;
import io.cogstream.proj.PointTransform;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.TiffImage;

/**
 * Finds the pixel of a file that a point lies in: the point in the file's CRS, by the inverse transform to fractional pixels,
 * rounded down. The inverse is computed in the same steps as rasterio's, so that points on the edge of two pixels go to the
 * same one. Not safe for concurrent use.
 */
final class PixelLocator {
    private final TiffImage image;
    private final PointTransform toFile;
    private final double turn;
    private final double[] point = new double[2];
    private final double ra;
    private final double rb;
    private final double rc;
    private final double rd;
    private final double re;
    private final double rf;
    private int column;
    private int row;

    /** @throws SourceException if the file can't be placed on the ground */
    PixelLocator(GeoTiff file, Crs points) throws SourceException {
        Crs crs = SourceContract.crs(file);
        Affine transform = file.transform(0);
        this.image = file.image();
        this.toFile = points.to(crs);
        this.turn = crs.isGeographic() ? 360 : 0;
        double scale = 1 / (transform.a() * transform.e() - transform.b() * transform.d());
        ra = transform.e() * scale;
        rb = -transform.b() * scale;
        rd = -transform.d() * scale;
        re = transform.a() * scale;
        rc = -transform.c() * ra - transform.f() * rb;
        rf = -transform.c() * rd - transform.f() * re;
    }

    /** Whether the image has a pixel there; then {@link #column} and {@link #row} are its place. */
    boolean locate(double x, double y) {
        point[0] = x;
        point[1] = y;
        toFile.apply(point);
        if (isInside(point[0], point[1])) {
            return true;
        }
        // Longitudes of an image may run past 180 degrees, or from 0 to 360.
        return turn > 0 && (isInside(point[0] + turn, point[1]) || isInside(point[0] - turn, point[1]));
    }

    private boolean isInside(double x, double y) {
        double across = Math.floor(x * ra + y * rb + rc);
        double down = Math.floor(x * rd + y * re + rf);
        if (!(across >= 0 && across < image.width() && down >= 0 && down < image.height())) {
            return false;
        }
        column = (int) across;
        row = (int) down;
        return true;
    }

    int column() {
        return column;
    }

    int row() {
        return row;
    }
}
