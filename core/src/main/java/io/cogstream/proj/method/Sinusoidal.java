package io.cogstream.proj.method;

import org.locationtech.proj4j.ProjCoordinate;

/** Sinusoidal, on sphere and ellipsoid: Snyder, equations 30-8 to 30-13. Proj4J's is on a sphere only. */
final class Sinusoidal extends MapProjection {
    private static final long serialVersionUID = 1;

    private MeridianArc arc = new MeridianArc(0);

    @Override
    public void initialize() {
        super.initialize();
        arc = new MeridianArc(es);
    }

    @Override
    protected ProjCoordinate project(double longitude, double latitude, ProjCoordinate xy) {
        return at(xy, longitude * radius(latitude), arc.length(latitude));
    }

    @Override
    protected ProjCoordinate projectInverse(double x, double y, ProjCoordinate point) {
        double latitude = arc.latitude(y);
        double radius = radius(latitude);
        return within(point, Math.abs(x) <= RIM && radius <= RIM ? 0 : x / radius, latitude);
    }
}
