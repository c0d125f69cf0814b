package io.cogstream.proj;

import io.cogstream.proj.method.Projections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.proj4j.ProjCoordinate;
import org.locationtech.proj4j.proj.Projection;

/**
 * Coordinates on a datum: degrees, or a projection's units. Safe for concurrent use.
 *
 * @param projection null for longitudes and latitudes
 * @param rim what there is east and west of the map
 * @param sign -1 where coordinates count westwards and southwards, else 1
 */
record CoordinateSystem(Datum datum, @Nullable Projection projection, Rim rim, double sign) {
    private static final Set<String> CYLINDRICAL = Set.of("merc", "cea", "eqc", "gall");
    private static final Set<String> OVAL = Set.of(
            "moll", "robin", "eck1", "eck2", "eck4", "eck5", "eck6", "crast", "fouc", "goode", "hatano", "kav5",
            "putp4p", "putp5", "putp5p", "qua_aut", "wag3", "wag4", "wag5", "weren");

    /** What lies beyond the meridian opposite to the central one, where Proj4J moves all that is beyond. */
    enum Rim {
        /** The projection has no such rim, or knows itself. */
        NONE,
        NOTHING_BEYOND,
        /** x is proportional to longitude: the map begins again. */
        REPEATED
    }

    /** Far below a pixel, in radians or semi-major axes. */
    private static final double TINY = 1e-9;

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
            return new CoordinateSystem(datum, null, Rim.NONE, 1);
        }
        Projection projection =
                Projections.of(parameters, datum.ellipsoid(), LengthUnits.metres(parameters), registered);
        Rim rim = CYLINDRICAL.contains(name) ? Rim.REPEATED : OVAL.contains(name) ? Rim.NOTHING_BEYOND : Rim.NONE;
        return new CoordinateSystem(datum, projection, rim, axes.equals("wsu") ? -1 : 1);
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
        double longitude = rim == Rim.NONE ? work.x : unclamped(sign * point[0], projection, work);
        boolean isPoint = Math.abs(work.y) <= Math.PI / 2 + TINY;
        point[0] = isPoint ? longitude + Math.toRadians(datum.meridian()) : Double.NaN;
        point[1] = work.y;
    }

    /** The longitude in {@code work}, unless it was moved to the rim. */
    private double unclamped(double x, Projection projection, ProjCoordinate work) {
        double longitude = work.x;
        double relative = Math.IEEEremainder(longitude - projection.getProjectionLongitude(), 2 * Math.PI);
        if (Math.PI - Math.abs(relative) > TINY) {
            return longitude;
        }
        double latitude = work.y;
        projection.projectRadians(work, work);
        double edge = work.x - projection.getFalseEasting() * projection.getFromMetres();
        double asked = x - projection.getFalseEasting() * projection.getFromMetres();
        work.setValue(longitude, latitude);
        if (Math.abs(asked) <= Math.abs(edge) * (1 + TINY) + TINY) {
            return longitude;
        }
        double beyond = projection.getProjectionLongitude() + Math.PI * asked / Math.abs(edge);
        return rim == Rim.REPEATED ? Math.IEEEremainder(beyond, 2 * Math.PI) : Double.NaN;
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
