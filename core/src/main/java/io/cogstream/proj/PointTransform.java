package io.cogstream.proj;

import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;

/** Transforms points from one CRS to another. Not safe for concurrent use: each thread makes its own. */
public final class PointTransform {
    private final boolean identity;
    private final boolean fromDegrees;
    private final CoordinateTransform transform;
    private final ProjCoordinate in = new ProjCoordinate();
    private final ProjCoordinate out = new ProjCoordinate();

    PointTransform(Crs source, Crs target) {
        identity = source.equals(target);
        fromDegrees = source.isGeographic();
        transform = new CoordinateTransformFactory().createTransform(source.system(), target.system());
    }

    /** Whether source and target are the same, so that every point stays where it is. */
    public boolean isIdentity() {
        return identity;
    }

    /**
     * Replaces a point by its image.
     *
     * @param point x at {@code [0]} and y at {@code [1]}; both become NaN where the target CRS has no such point
     */
    public void apply(double[] point) {
        if (identity) {
            return;
        }
        in.setValue(fromDegrees ? wrapped(point[0]) : point[0], point[1]);
        try {
            // Proj4J would carry latitudes beyond a pole on as if the Earth did.
            if (fromDegrees && Math.abs(in.y) > 90) {
                out.setValue(Double.NaN, Double.NaN);
            } else {
                transform.transform(in, out);
            }
        } catch (Proj4jException | IllegalStateException e) {
            out.setValue(Double.NaN, Double.NaN);
        }
        boolean finite = Double.isFinite(out.x) && Double.isFinite(out.y);
        point[0] = finite ? out.x : Double.NaN;
        point[1] = finite ? out.y : Double.NaN;
    }

    /** Proj4J would take longitudes beyond 180 degrees as 180. */
    private static double wrapped(double longitude) {
        return Math.abs(longitude) <= 180 ? longitude : longitude - 360 * Math.floor((longitude + 180) / 360);
    }
}
