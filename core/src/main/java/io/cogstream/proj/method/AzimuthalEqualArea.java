package io.cogstream.proj.method;

import org.locationtech.proj4j.ProjCoordinate;

/**
 * Lambert Azimuthal Equal Area, EPSG method 9820: Snyder, equations 24-15 to 24-32, on sphere and ellipsoid. Proj4J's
 * inverse is 2 mm off.
 */
final class AzimuthalEqualArea extends MapProjection {
    private static final long serialVersionUID = 1;

    private AuthalicLatitude areas = new AuthalicLatitude(0);
    private double sin1;
    private double cos1;
    /** Of the sphere with the same area. */
    private double rq;

    private double d;
    private int pole;

    @Override
    public void initialize() {
        super.initialize();
        areas = new AuthalicLatitude(es);
        pole = Math.abs(Math.abs(projectionLatitude) - Math.PI / 2) < 1e-10 ? (int) Math.signum(projectionLatitude) : 0;
        rq = Math.sqrt(areas.pole() / 2);
        sin1 = areas.sine(projectionLatitude);
        cos1 = Math.sqrt(1 - sin1 * sin1);
        d = pole != 0 ? 1 : radius(projectionLatitude) / (rq * cos1);
    }

    @Override
    protected ProjCoordinate project(double longitude, double latitude, ProjCoordinate xy) {
        if (pole != 0) {
            double rho = Math.sqrt(Math.max(0, areas.pole() - pole * areas.q(latitude)));
            return at(xy, rho * Math.sin(longitude), -pole * rho * Math.cos(longitude));
        }
        double sine = areas.sine(latitude);
        double cosine = Math.sqrt(1 - sine * sine);
        double towards = cosine * Math.cos(longitude);
        double denominator = 1 + sin1 * sine + cos1 * towards;
        if (denominator < 1e-12) {
            throw new OutsideException();
        }
        double b = rq * Math.sqrt(2 / denominator);
        return at(xy, b * d * cosine * Math.sin(longitude), b / d * (cos1 * sine - sin1 * towards));
    }

    @Override
    protected ProjCoordinate projectInverse(double x, double y, ProjCoordinate point) {
        if (pole != 0) {
            double q = pole * (areas.pole() - (x * x + y * y));
            return at(point, Math.atan2(x, -pole * y), areas.latitude(q));
        }
        double east = x / d;
        double north = y * d;
        double rho = Math.hypot(east, north);
        if (rho < 1e-15) {
            return at(point, 0, projectionLatitude);
        }
        double half = rho / (2 * rq);
        if (!(half <= 1)) {
            throw new OutsideException();
        }
        double sinC = 2 * half * Math.sqrt(1 - half * half);
        double cosC = 1 - 2 * half * half;
        double sine = cosC * sin1 + north * sinC * cos1 / rho;
        double longitude = Math.atan2(east * sinC, rho * cos1 * cosC - north * sin1 * sinC);
        return at(point, longitude, areas.latitude(sine * areas.pole()));
    }
}
