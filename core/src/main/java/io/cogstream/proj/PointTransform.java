package io.cogstream.proj;

import org.jspecify.annotations.Nullable;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;

/** Transforms points from one CRS to another. Not safe for concurrent use: each thread makes its own. */
public final class PointTransform {
    private final boolean identity;
    private final CoordinateSystem source;
    private final CoordinateSystem target;
    private final @Nullable GeocentricStep shift;
    private final ProjCoordinate work = new ProjCoordinate();

    PointTransform(Crs source, Crs target) {
        this.identity = source.equals(target);
        this.source = source.system();
        this.target = target.system();
        this.shift = shift(this.source.datum(), this.target.datum());
    }

    /** Null where no shift is known, or none is needed: then longitudes and latitudes are the same, as PROJ has it. */
    private static @Nullable GeocentricStep shift(Datum from, Datum to) {
        DatumShift fromShift = from.shift();
        DatumShift toShift = to.shift();
        return fromShift == null || toShift == null || fromShift.equals(toShift)
                ? null
                : new GeocentricStep(from.datumEllipsoid(), fromShift, to.datumEllipsoid(), toShift);
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
        try {
            source.toLonLat(point, work);
            if (Double.isFinite(point[0]) && Double.isFinite(point[1])) {
                if (shift != null) {
                    shift.apply(point);
                }
                target.fromLonLat(point, work);
            }
        } catch (Proj4jException | IllegalStateException e) {
            point[0] = Double.NaN;
        }
        if (!Double.isFinite(point[0]) || !Double.isFinite(point[1])) {
            point[0] = Double.NaN;
            point[1] = Double.NaN;
        }
    }
}
