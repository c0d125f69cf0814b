package io.cogstream.proj.method;

import org.locationtech.proj4j.ProjCoordinate;

/**
 * Equal Earth, EPSG method 1078: Guidance Note 7-2, section 3.4.2; Šavrič, Patterson and Jenny (2018), "The Equal Earth map
 * projection". Proj4J has none.
 */
final class EqualEarth extends MapProjection {
    private static final long serialVersionUID = 1;
    private static final double A1 = 1.340264;
    private static final double A2 = -0.081106;
    private static final double A3 = 0.000893;
    private static final double A4 = 0.003796;
    private static final double M = Math.sqrt(3) / 2;
    private static final int MAX_STEPS = 12;

    private AuthalicLatitude areas = new AuthalicLatitude(0);
    private double rq;

    @Override
    public void initialize() {
        super.initialize();
        areas = new AuthalicLatitude(es);
        rq = Math.sqrt(areas.pole() / 2);
    }

    @Override
    protected ProjCoordinate project(double longitude, double latitude, ProjCoordinate xy) {
        double theta = Math.asin(M * areas.sine(latitude));
        return at(xy, rq * longitude * Math.cos(theta) / (M * slope(theta)), rq * height(theta));
    }

    @Override
    protected ProjCoordinate projectInverse(double x, double y, ProjCoordinate point) {
        double height = y / rq;
        if (!(Math.abs(height) <= height(Math.asin(M)) + RIM)) {
            throw new OutsideException();
        }
        double theta = height;
        for (int step = 0; step < MAX_STEPS; step++) {
            double change = (height(theta) - height) / slope(theta);
            theta -= change;
            if (Math.abs(change) < 1e-14) {
                break;
            }
        }
        double longitude = M * x * slope(theta) / (rq * Math.cos(theta));
        return within(point, longitude, areas.latitude(areas.pole() * Math.sin(theta) / M));
    }

    private static double height(double theta) {
        double t2 = theta * theta;
        double t6 = t2 * t2 * t2;
        return theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2));
    }

    private static double slope(double theta) {
        double t2 = theta * theta;
        double t6 = t2 * t2 * t2;
        return A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2);
    }
}
