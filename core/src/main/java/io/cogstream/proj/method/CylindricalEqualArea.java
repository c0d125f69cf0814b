package io.cogstream.proj.method;

import org.locationtech.proj4j.ProjCoordinate;

/** Lambert Cylindrical Equal Area, EPSG methods 9834 and 9835: Snyder, equations 10-13 to 10-17. Proj4J's inverse is 2 mm off. */
final class CylindricalEqualArea extends MapProjection {
    private static final long serialVersionUID = 1;

    private AuthalicLatitude areas = new AuthalicLatitude(0);
    private double parallel;

    @Override
    public void initialize() {
        super.initialize();
        areas = new AuthalicLatitude(es);
        parallel = trueScaleLatitude == 0 ? scaleFactor : radius(trueScaleLatitude);
    }

    @Override
    protected ProjCoordinate project(double longitude, double latitude, ProjCoordinate xy) {
        return at(xy, parallel * longitude, areas.q(latitude) / (2 * parallel));
    }

    @Override
    protected ProjCoordinate projectInverse(double x, double y, ProjCoordinate point) {
        return at(point, x / parallel, areas.latitude(2 * y * parallel));
    }
}
