package io.cogstream.proj;

import io.cogstream.proj.method.Projections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.proj4j.ProjCoordinate;
import org.locationtech.proj4j.proj.Projection;

/**
 * Coordinates on a datum: degrees, or a projection's units. Safe for concurrent use.
 *
 * @param projection null for longitudes and latitudes
 * @param sign -1 where coordinates count westwards and southwards, else 1
 */
record CoordinateSystem(Datum datum, @Nullable Projection projection, double sign) {
    /**
     * @param parameters of a PROJ string
     * @param registered whether they are an authority's
     */
    static CoordinateSystem of(Map<String, String> parameters, boolean registered) {
        Datum datum = Datum.of(parameters);
        String axes = parameters.getOrDefault("axis", "enu");
        if (!axes.equals("enu") && !axes.equals("wsu")) {
            throw new IllegalArgumentException("axes +axis=" + axes + " are not read");
        }
        String name = parameters.getOrDefault("proj", "");
        if (name.equals("longlat") || name.equals("latlong")) {
            return new CoordinateSystem(datum, null, 1);
        }
        Projection projection =
                Projections.of(parameters, datum.ellipsoid(), LengthUnits.metres(parameters), registered);
        return new CoordinateSystem(datum, projection, axes.equals("wsu") ? -1 : 1);
    }

    boolean isGeographic() {
        return projection == null;
    }

    /** Replaces coordinates by longitude and latitude in radians, from Greenwich; NaN or a Proj4J exception where there is none. */
    void toLonLat(double[] point, ProjCoordinate work) {
        if (projection == null) {
            // Latitudes beyond a pole would be carried on as if the Earth did.
            double latitude = Math.abs(point[1]) > 90 ? Double.NaN : point[1];
            point[0] = Math.toRadians(wrapped(point[0] + datum.meridian()));
            point[1] = Math.toRadians(latitude);
            return;
        }
        work.setValue(sign * point[0], sign * point[1]);
        projection.inverseProjectRadians(work, work);
        point[0] = work.x + Math.toRadians(datum.meridian());
        point[1] = work.y;
    }

    /** Replaces longitude and latitude in radians, from Greenwich, by coordinates. */
    void fromLonLat(double[] point, ProjCoordinate work) {
        if (projection == null) {
            point[0] = wrapped(Math.toDegrees(point[0]) - datum.meridian());
            point[1] = Math.toDegrees(point[1]);
            return;
        }
        double longitude = point[0] - Math.toRadians(datum.meridian());
        work.setValue(
                Math.abs(longitude) <= Math.PI ? longitude : Math.IEEEremainder(longitude, 2 * Math.PI), point[1]);
        projection.projectRadians(work, work);
        point[0] = sign * work.x;
        point[1] = sign * work.y;
    }

    /** Within [-180, 180] degrees. */
    private static double wrapped(double longitude) {
        return Math.abs(longitude) <= 180 ? longitude : longitude - 360 * Math.floor((longitude + 180) / 360);
    }
}
