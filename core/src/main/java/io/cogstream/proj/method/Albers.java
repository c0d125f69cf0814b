package io.cogstream.proj.method;

import org.locationtech.proj4j.ProjCoordinate;
import org.locationtech.proj4j.ProjectionException;

/**
 * Albers Equal Area, EPSG method 9822: Snyder, equations 14-1 to 14-19. Proj4J's has no inverse on a sphere.
 */
final class Albers extends MapProjection {
    private static final long serialVersionUID = 1;

    private AuthalicLatitude areas = new AuthalicLatitude(0);
    private double n;
    private double c;
    private double rho0;

    @Override
    public void initialize() {
        super.initialize();
        areas = new AuthalicLatitude(es);
        double m1 = radius(projectionLatitude1);
        double m2 = radius(projectionLatitude2);
        double q1 = areas.q(projectionLatitude1);
        n = Math.abs(projectionLatitude1 - projectionLatitude2) < 1e-10
                ? Math.sin(projectionLatitude1)
                : (m1 * m1 - m2 * m2) / (areas.q(projectionLatitude2) - q1);
        if (!(Math.abs(n) > 1e-10)) {
            throw new ProjectionException("the standard parallels +lat_1 and +lat_2 lie symmetrically to the equator");
        }
        c = m1 * m1 + n * q1;
        rho0 = rho(projectionLatitude);
    }

    private double rho(double latitude) {
        double square = c - n * areas.q(latitude);
        if (square < 0) {
            throw new OutsideException();
        }
        return Math.sqrt(square) / n;
    }

    @Override
    protected ProjCoordinate project(double longitude, double latitude, ProjCoordinate xy) {
        double rho = rho(latitude);
        return at(xy, rho * Math.sin(n * longitude), rho0 - rho * Math.cos(n * longitude));
    }

    @Override
    protected ProjCoordinate projectInverse(double x, double y, ProjCoordinate point) {
        double up = rho0 - y;
        double sign = Math.signum(n);
        double theta = Math.atan2(sign * x, sign * up);
        double latitude = areas.latitude((c - n * n * (x * x + up * up)) / n);
        return within(point, theta / n, latitude);
    }
}
