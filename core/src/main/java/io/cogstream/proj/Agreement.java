package io.cogstream.proj;

import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;
import org.locationtech.proj4j.datum.Ellipsoid;
import org.locationtech.proj4j.proj.Projection;

/** Whether a registered CRS and one that a text describes are the same but for the datum's shift, which texts leave out. */
final class Agreement {
    /** Some hundred kilometres from the false origin, in metres. */
    private static final double[][] PLACES = {
        {-150_000, 230_000}, {180_000, -270_000}, {-400_000, -1_100_000}, {310_000, 90_000}, {-20_000, 10_000}
    };

    /** A millimetre, in radians. */
    private static final double TOLERANCE = 1.6e-10;

    private Agreement() {}

    static boolean of(Crs registered, Crs described) {
        CoordinateSystem one = registered.system();
        CoordinateSystem other = described.system();
        Projection first = one.projection();
        Projection second = other.projection();
        if (!hasSameEarth(one.datum(), other.datum()) || one.sign() != other.sign()) {
            return false;
        }
        if (first == null || second == null) {
            return one.isGeographic() && other.isGeographic();
        }
        return agree(first, second);
    }

    private static boolean hasSameEarth(Datum one, Datum other) {
        Ellipsoid a = one.ellipsoid();
        Ellipsoid b = other.ellipsoid();
        return Math.abs(a.getA() - b.getA()) < 1e-3
                && Math.abs(a.getEccentricitySquared() - b.getEccentricitySquared()) < 1e-10
                && Math.abs(one.meridian() - other.meridian()) < 1e-7;
    }

    private static boolean agree(Projection first, Projection second) {
        int compared = 0;
        ProjCoordinate one = new ProjCoordinate();
        ProjCoordinate other = new ProjCoordinate();
        for (double[] place : PLACES) {
            double x = (first.getFalseEasting() + place[0]) * first.getFromMetres();
            double y = (first.getFalseNorthing() + place[1]) * first.getFromMetres();
            boolean isPoint = inverse(first, x, y, one);
            if (isPoint != inverse(second, x, y, other) || (isPoint && !areNear(one, other))) {
                return false;
            }
            compared += isPoint ? 1 : 0;
        }
        return compared > 0;
    }

    private static boolean inverse(Projection projection, double x, double y, ProjCoordinate point) {
        try {
            point.setValue(x, y);
            projection.inverseProjectRadians(point, point);
            return Double.isFinite(point.x) && Double.isFinite(point.y);
        } catch (Proj4jException e) {
            return false;
        }
    }

    private static boolean areNear(ProjCoordinate one, ProjCoordinate other) {
        double east = Math.IEEEremainder(one.x - other.x, 2 * Math.PI) * Math.cos(one.y);
        return Math.abs(east) < TOLERANCE && Math.abs(one.y - other.y) < TOLERANCE;
    }
}
