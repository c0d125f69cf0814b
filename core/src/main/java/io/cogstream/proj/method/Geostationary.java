package io.cogstream.proj.method;

import org.locationtech.proj4j.ProjCoordinate;
import org.locationtech.proj4j.ProjectionException;

/**
 * The view of a geostationary satellite: CGMS 03, LRIT/HRIT Global Specification, section 4.4.3.2 (sweep y: Meteosat,
 * Himawari), and GOES-R Product Definition and Users' Guide, volume 3, section 5.1.2.8 (sweep x). Coordinates are scanning
 * angles times the satellite's height. Proj4J knows no sweep.
 */
final class Geostationary extends MapProjection {
    private static final long serialVersionUID = 1;

    private final boolean sweepX;
    private double metres;
    private double height;
    private double distance;

    /** @param sweepX whether the fixed grid's x is swept, as GOES does */
    Geostationary(boolean sweepX) {
        this.sweepX = sweepX;
    }

    @Override
    public double getHeightOfOrbit() {
        return metres;
    }

    @Override
    public void setHeightOfOrbit(double metres) {
        this.metres = metres;
    }

    @Override
    public void initialize() {
        super.initialize();
        height = metres / a;
        distance = 1 + height;
        if (!(height > 0)) {
            throw new ProjectionException("+h, the satellite's height in metres, must be above 0");
        }
    }

    @Override
    protected ProjCoordinate project(double longitude, double latitude, ProjCoordinate xy) {
        double geocentric = Math.atan((1 - es) * Math.tan(latitude));
        double r = Math.sqrt(1 - es) / Math.hypot(Math.sqrt(1 - es) * Math.cos(geocentric), Math.sin(geocentric));
        double vx = r * Math.cos(longitude) * Math.cos(geocentric);
        double vy = r * Math.sin(longitude) * Math.cos(geocentric);
        double vz = r * Math.sin(geocentric);
        double depth = distance - vx;
        if (depth * vx - vy * vy - vz * vz / (1 - es) < 0) {
            throw new OutsideException();
        }
        return sweepX
                ? at(xy, height * Math.atan(vy / Math.hypot(vz, depth)), height * Math.atan(vz / depth))
                : at(xy, height * Math.atan(vy / depth), height * Math.atan(vz / Math.hypot(vy, depth)));
    }

    @Override
    protected ProjCoordinate projectInverse(double x, double y, ProjCoordinate point) {
        double east = Math.tan(x / height);
        double north = Math.tan(y / height);
        double vy = sweepX ? east * Math.hypot(1, north) : east;
        double vz = sweepX ? north : north * Math.hypot(1, east);
        // Where the ray from the satellite meets the ellipsoid.
        double square = 1 + vy * vy + vz * vz / (1 - es);
        double determinant = distance * distance - square * (distance * distance - 1);
        if (!(determinant >= 0) || Math.abs(x / height) >= Math.PI / 2 || Math.abs(y / height) >= Math.PI / 2) {
            throw new OutsideException();
        }
        double k = (distance - Math.sqrt(determinant)) / square;
        double px = distance - k;
        double py = k * vy;
        double pz = k * vz;
        return at(point, Math.atan2(py, px), Math.atan2(pz, (1 - es) * Math.hypot(px, py)));
    }
}
