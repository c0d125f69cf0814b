package io.cogstream.proj.method;

import org.locationtech.proj4j.ProjCoordinate;

/**
 * Equidistant Cylindrical, EPSG methods 1028 and 1029: Guidance Note 7-2, section 3.2.5. On the ellipsoid, where Proj4J's is on
 * a sphere and ignores {@code lat_ts}.
 */
final class EquidistantCylindrical extends MapProjection {
    private static final long serialVersionUID = 1;

    private MeridianArc arc = new MeridianArc(0);
    private double parallel;
    private double origin;

    @Override
    public void initialize() {
        super.initialize();
        arc = new MeridianArc(es);
        parallel = radius(trueScaleLatitude);
        origin = arc.length(projectionLatitude);
    }

    @Override
    protected ProjCoordinate project(double longitude, double latitude, ProjCoordinate xy) {
        return at(xy, parallel * longitude, arc.length(latitude) - origin);
    }

    @Override
    protected ProjCoordinate projectInverse(double x, double y, ProjCoordinate point) {
        double latitude = arc.latitude(y + origin);
        if (!(Math.abs(latitude) <= Math.PI / 2 + RIM)) {
            throw new OutsideException();
        }
        return at(point, x / parallel, latitude);
    }
}
