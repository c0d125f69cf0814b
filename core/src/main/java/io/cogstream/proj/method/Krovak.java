package io.cogstream.proj.method;

import org.locationtech.proj4j.ProjCoordinate;

/**
 * Krovak (North Orientated), EPSG method 1041: Guidance Note 7-2, section 3.1.3. The central meridian is {@code lon_0}, the
 * co-latitude of the cone's axis {@code alpha}, the pseudo standard parallel 78.5 degrees. Proj4J's is metres off.
 */
final class Krovak extends MapProjection {
    private static final long serialVersionUID = 1;
    private static final double PSEUDO_PARALLEL = Math.toRadians(78.5);
    private static final int MAX_STEPS = 30;

    private double exponent;
    private double t0;
    private double n;
    private double r0;
    private double sinAlpha;
    private double cosAlpha;

    @Override
    public void initialize() {
        super.initialize();
        double sine = Math.sin(projectionLatitude);
        double cosine = Math.cos(projectionLatitude);
        exponent = Math.sqrt(1 + es * Math.pow(cosine, 4) / (1 - es));
        double gamma = Math.asin(sine / exponent);
        t0 = Math.tan(Math.PI / 4 + gamma / 2) / Math.pow(isometric(projectionLatitude), exponent);
        n = Math.sin(PSEUDO_PARALLEL);
        double a = Math.sqrt(1 - es) / (1 - es * sine * sine);
        r0 = scaleFactor * a / Math.tan(PSEUDO_PARALLEL) * Math.pow(Math.tan(Math.PI / 4 + PSEUDO_PARALLEL / 2), n);
        sinAlpha = Math.sin(alpha);
        cosAlpha = Math.cos(alpha);
    }

    /** Exponential of the isometric latitude. */
    private double isometric(double latitude) {
        double sine = e * Math.sin(latitude);
        return Math.tan(latitude / 2 + Math.PI / 4) * Math.pow((1 - sine) / (1 + sine), e / 2);
    }

    @Override
    protected ProjCoordinate project(double longitude, double latitude, ProjCoordinate xy) {
        double u = 2 * Math.atan(t0 * Math.pow(isometric(latitude), exponent)) - Math.PI / 2;
        double v = -exponent * longitude;
        double t = Math.asin(cosAlpha * Math.sin(u) + sinAlpha * Math.cos(u) * Math.cos(v));
        double along = cosAlpha * Math.cos(u) * Math.cos(v) - sinAlpha * Math.sin(u);
        double theta = n * Math.atan2(Math.cos(u) * Math.sin(v), along);
        double r = r0 / Math.pow(Math.tan(t / 2 + Math.PI / 4), n);
        return at(xy, -r * Math.sin(theta), -r * Math.cos(theta));
    }

    @Override
    protected ProjCoordinate projectInverse(double x, double y, ProjCoordinate point) {
        double r = Math.hypot(x, y);
        double d = Math.atan2(-x, -y) / n;
        double t = 2 * (Math.atan(Math.pow(r0 / r, 1 / n)) - Math.PI / 4);
        double u = Math.asin(cosAlpha * Math.sin(t) - sinAlpha * Math.cos(t) * Math.cos(d));
        double across = Math.cos(t) * Math.sin(d);
        double v = Math.atan2(across, sinAlpha * Math.sin(t) + cosAlpha * Math.cos(t) * Math.cos(d));
        return within(point, -v / exponent, latitude(u));
    }

    private double latitude(double u) {
        double goal = Math.pow(Math.tan(u / 2 + Math.PI / 4) / t0, 1 / exponent);
        double latitude = u;
        for (int step = 0; step < MAX_STEPS; step++) {
            double sine = e * Math.sin(latitude);
            double next = 2 * Math.atan(goal * Math.pow((1 + sine) / (1 - sine), e / 2)) - Math.PI / 2;
            double change = Math.abs(next - latitude);
            latitude = next;
            if (change < 1e-14) {
                return latitude;
            }
        }
        throw new OutsideException();
    }
}
