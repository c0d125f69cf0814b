package io.cogstream.proj.method;

import org.locationtech.proj4j.ProjCoordinate;

/** Transverse Mercator on a sphere: Snyder, equations 8-1 to 8-7. Proj4J's is for the ellipsoid. */
final class SphericalTransverseMercator extends MapProjection {
    private static final long serialVersionUID = 1;

    @Override
    protected ProjCoordinate project(double longitude, double latitude, ProjCoordinate xy) {
        double b = Math.cos(latitude) * Math.sin(longitude);
        if (!(Math.abs(b) < 1)) {
            throw new OutsideException();
        }
        double north = Math.atan2(Math.sin(latitude), Math.cos(latitude) * Math.cos(longitude));
        double atanh = Math.log((1 + b) / (1 - b)) / 2;
        return at(xy, scaleFactor * atanh, scaleFactor * (north - projectionLatitude));
    }

    @Override
    protected ProjCoordinate projectInverse(double x, double y, ProjCoordinate point) {
        double d = y / scaleFactor + projectionLatitude;
        double east = x / scaleFactor;
        double latitude = Math.asin(Math.sin(d) / Math.cosh(east));
        return at(point, Math.atan2(Math.sinh(east), Math.cos(d)), latitude);
    }
}
