package io.cogstream.proj.method;

import org.locationtech.proj4j.ProjCoordinate;
import org.locationtech.proj4j.proj.Projection;

/** What the projections here have in common: an inverse, and points that are refused rather than moved. */
abstract class MapProjection extends Projection {
    private static final long serialVersionUID = 1;

    /** A point of the map's rim may lie outside by rounding. */
    static final double RIM = 1e-11;

    @Override
    public final boolean hasInverse() {
        return true;
    }

    static ProjCoordinate at(ProjCoordinate point, double x, double y) {
        point.x = x;
        point.y = y;
        return point;
    }

    /** A longitude beyond the map's rim belongs to no point, or to one that the map shows elsewhere. */
    static ProjCoordinate within(ProjCoordinate point, double longitude, double latitude) {
        if (!(Math.abs(longitude) <= Math.PI + RIM) || !(Math.abs(latitude) <= Math.PI / 2 + RIM)) {
            throw new OutsideException();
        }
        return at(point, longitude, latitude);
    }

    /** Of a parallel, in semi-major axes: Snyder's {@code m}, equation 14-15. */
    final double radius(double latitude) {
        double sine = Math.sin(latitude);
        return Math.cos(latitude) / Math.sqrt(1 - es * sine * sine);
    }
}
