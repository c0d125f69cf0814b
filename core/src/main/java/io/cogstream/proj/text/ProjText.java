package io.cogstream.proj.text;

import io.cogstream.proj.epsg.RegisteredDatums;
import io.cogstream.proj.epsg.RegisteredSystems;
import io.cogstream.proj.text.SystemDescription.Conversion;
import io.cogstream.proj.text.SystemDescription.GeodeticDescription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A described CRS as a PROJ string.
 *
 * @param parameters the string
 * @param base EPSG code of the geographic CRS on its datum, null if the datum is not known
 */
public record ProjText(String parameters, @Nullable Integer base) {
    private static final double FOOT = 0.3048;
    private static final double US_FOOT = 1200 / 3937.0;

    /** Semi-major axes of PROJ's named datums, in metres. */
    private static final Map<String, Double> DATUM_AXES = Map.of(
            "WGS84", 6378137.0,
            "NAD83", 6378137.0,
            "NAD27", 6378206.4,
            "GGRS87", 6378137.0,
            "potsdam", 6377397.155,
            "carthage", 6378249.2,
            "hermannskogel", 6377397.155,
            "ire65", 6377340.189,
            "nzgd49", 6378388.0,
            "OSGB36", 6377563.396);

    private record Shape(String name, double semiMajor, double inverseFlattening) {}

    private static final List<Shape> ELLIPSOIDS = List.of(
            new Shape("GRS80", 6378137, 298.257222101),
            new Shape("WGS84", 6378137, 298.257223563),
            new Shape("bessel", 6377397.155, 299.1528128),
            new Shape("intl", 6378388, 297),
            new Shape("krass", 6378245, 298.3),
            new Shape("clrk66", 6378206.4, 294.978698213898),
            new Shape("airy", 6377563.396, 299.3249646));

    /** @throws IllegalArgumentException if something in the description is not read */
    public static ProjText of(SystemDescription system) {
        Integer base = base(system.geodetic());
        if (system.proj4() != null) {
            return new ProjText(system.proj4(), base);
        }
        String datum = datum(system.geodetic(), base);
        Conversion conversion = system.conversion();
        if (conversion == null) {
            if (Math.abs(system.unit() - 1) > 1e-9) {
                throw new IllegalArgumentException(
                        "longitudes and latitudes in another unit than degrees are not read");
            }
            return new ProjText("+proj=longlat " + datum + " +no_defs", base);
        }
        refuseAxes(system);
        boolean sphere = system.geodetic().inverseFlattening() == 0;
        String projection = MethodText.of(conversion, sphere, system.directions());
        String shape = projection.contains("nadgrids=@null") ? onSphere(system.geodetic()) : datum;
        return new ProjText(projection + " " + shape + " " + unit(system.unit()) + " +no_defs", base);
    }

    /** Around a pole both axes point the same way; elsewhere x points east and y north, in either order. */
    private static void refuseAxes(SystemDescription system) {
        Set<String> other = Set.of("west", "down", "up", "geocentricx");
        boolean south =
                system.directions().contains("south") && system.directions().contains("east");
        if (south || (system.directions().stream().anyMatch(other::contains) && !isSouthOrientated(system))) {
            throw new UnreadMethodException("axes that point %s are not read".formatted(system.directions()));
        }
    }

    private static boolean isSouthOrientated(SystemDescription system) {
        Conversion conversion = system.conversion();
        Method method = conversion == null ? null : Method.of(conversion.method(), conversion.methodCode());
        return method == Method.TRANSVERSE_MERCATOR_SOUTH || method == Method.KROVAK;
    }

    private static String unit(double metres) {
        if (Math.abs(metres - 1) < 1e-12) {
            return "+units=m";
        }
        if (Math.abs(metres - FOOT) < 1e-12) {
            return "+units=ft";
        }
        // Texts round it: 0.3048006096012192, 0.304800609601219, 0.304801.
        return Math.abs(metres - US_FOOT) < 1e-12 ? "+units=us-ft" : "+to_meter=" + MethodText.plain(metres);
    }

    private static @Nullable Integer base(GeodeticDescription geodetic) {
        Integer named = RegisteredDatums.systemNamed(geodetic.datumName());
        if (named != null) {
            return named;
        }
        Integer code = geodetic.epsg();
        RegisteredSystems.Definition known = code == null ? null : RegisteredSystems.epsg(code);
        if (known != null && known.parameters().contains("+proj=longlat")) {
            return code;
        }
        return RegisteredDatums.systemNamed(geodetic.name());
    }

    private static String datum(GeodeticDescription geodetic, @Nullable Integer base) {
        String meridian = geodetic.meridian() == 0 ? "" : " +pm=" + MethodText.plain(geodetic.meridian());
        if (!geodetic.toWgs84().isEmpty()) {
            return ellipsoid(geodetic) + shift(geodetic.toWgs84()) + meridian;
        }
        RegisteredSystems.Definition known = base == null ? null : RegisteredSystems.epsg(base);
        String name = known == null ? null : parameter(known.parameters(), "datum");
        if (name != null && hasEllipsoidOf(geodetic, name)) {
            return "+datum=" + name + meridian;
        }
        String shift = known == null ? null : parameter(known.parameters(), "towgs84");
        return ellipsoid(geodetic) + (shift == null ? "" : " +towgs84=" + shift) + meridian;
    }

    private static boolean hasEllipsoidOf(GeodeticDescription geodetic, String datum) {
        Double axis = DATUM_AXES.get(datum);
        double flattening = datum.equals("NAD83") ? 298.257222101 : datum.equals("WGS84") ? 298.257223563 : 0;
        return axis != null
                && Math.abs(geodetic.semiMajor() - axis) < 1e-3
                && (flattening == 0 || Math.abs(geodetic.inverseFlattening() - flattening) < 1e-7);
    }

    private static @Nullable String parameter(String parameters, String key) {
        for (String part : parameters.split("\\s+", -1)) {
            if (part.startsWith("+" + key + "=")) {
                return part.substring(key.length() + 2);
            }
        }
        return null;
    }

    private static String shift(List<Double> values) {
        StringBuilder text = new StringBuilder(" +towgs84=");
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ",").append(MethodText.plain(values.get(i)));
        }
        return text.toString();
    }

    private static String ellipsoid(GeodeticDescription geodetic) {
        double a = geodetic.semiMajor();
        double rf = geodetic.inverseFlattening();
        if (rf == 0) {
            return "+R=" + MethodText.plain(a);
        }
        for (Shape shape : ELLIPSOIDS) {
            if (Math.abs(shape.semiMajor() - a) < 1e-6 && Math.abs(shape.inverseFlattening() - rf) < 1e-8) {
                return "+ellps=" + shape.name();
            }
        }
        return "+a=%s +rf=%s".formatted(MethodText.plain(a), MethodText.plain(rf));
    }

    private static String onSphere(GeodeticDescription geodetic) {
        String radius = MethodText.plain(geodetic.semiMajor());
        return "+a=" + radius + " +b=" + radius;
    }
}
