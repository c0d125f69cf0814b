package io.cogstream.proj;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.Proj4jException;

/**
 * A coordinate reference system: an EPSG code or a PROJ.4 string. Coordinates are always x (east or longitude) first, then
 * y; geographic ones are in degrees.
 */
public final class Crs {
    private static final Map<String, Crs> KNOWN = new ConcurrentHashMap<>();

    /** Longitude and latitude on WGS 84, the CRS of STAC footprints. */
    public static final Crs LONGITUDE_LATITUDE = epsg(4326);

    private final @Nullable Integer epsg;
    private final String name;
    private final Map<String, String> parameters;
    private final CoordinateReferenceSystem system;

    private Crs(@Nullable Integer epsg, String name, String proj4) {
        this.epsg = epsg;
        this.name = name;
        this.parameters = parametersOf(proj4);
        try {
            this.system = new CRSFactory().createFromParameters(name, withSemiMinorAxis(proj4));
        } catch (Proj4jException e) {
            throw new IllegalArgumentException("CRS '" + proj4 + "' can't be used: " + e.getMessage(), e);
        }
    }

    /**
     * A CRS from {@code EPSG:5070} or a PROJ.4 string such as {@code +proj=sinu +R=6371007.181}.
     *
     * @throws IllegalArgumentException if the text is neither, or names a CRS that is unknown or known to come out wrong
     */
    public static Crs parse(String text) {
        String trimmed = text.trim();
        String upper = trimmed.toUpperCase(Locale.ROOT);
        if (upper.startsWith("EPSG:")) {
            try {
                return epsg(Integer.parseInt(upper.substring(5).trim()));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is not an EPSG code, as EPSG:5070 is", e);
            }
        }
        if (trimmed.startsWith("+")) {
            return cached(trimmed, () -> new Crs(null, "custom", trimmed));
        }
        throw new IllegalArgumentException(
                "CRS '%s' is neither EPSG:code nor a PROJ string that starts with '+'; WKT and PROJJSON are not read yet"
                        .formatted(trimmed.length() > 60 ? trimmed.substring(0, 60) + "…" : trimmed));
    }

    /**
     * The CRS with an EPSG code.
     *
     * @throws IllegalArgumentException if the code is unknown or known to come out wrong
     */
    public static Crs epsg(int code) {
        return cached("EPSG:" + code, () -> {
            EpsgDefinitions.Definition definition = EpsgDefinitions.find(code);
            if (definition == null) {
                throw new IllegalArgumentException("EPSG:" + code + " is not among the known codes");
            }
            return new Crs(code, definition.name(), definition.parameters());
        });
    }

    private static Crs cached(String key, Supplier<Crs> make) {
        Crs known = KNOWN.get(key);
        if (known == null) {
            known = make.get();
            KNOWN.putIfAbsent(key, known);
        }
        return known;
    }

    private static Map<String, String> parametersOf(String proj4) {
        Map<String, String> parameters = new TreeMap<>();
        for (StringTokenizer parts = new StringTokenizer(proj4); parts.hasMoreTokens(); ) {
            String part = parts.nextToken();
            String bare = part.startsWith("+") ? part.substring(1) : part;
            int equals = bare.indexOf('=');
            parameters.put(equals < 0 ? bare : bare.substring(0, equals), equals < 0 ? "" : bare.substring(equals + 1));
        }
        return parameters;
    }

    /** Proj4J 1.4.1 ignores a sphere's {@code +R} and gets {@code +rf} and {@code +f} wrong; {@code +a +b} is sound. */
    private String withSemiMinorAxis(String proj4) {
        String radius = parameters.get("R");
        if (radius != null) {
            return proj4 + " +a=" + radius + " +b=" + radius;
        }
        for (String refused : List.of("R_A", "R_V", "R_a", "R_g", "R_h", "R_lat_a", "R_lat_g")) {
            if (parameters.containsKey(refused)) {
                throw new IllegalArgumentException("CRS '%s': +%s is not read; give +R".formatted(proj4, refused));
            }
        }
        String flattening = parameters.get("f");
        String inverse = parameters.get("rf");
        if (flattening == null && inverse == null) {
            return proj4;
        }
        try {
            double f = flattening != null ? Double.parseDouble(flattening) : 1 / Double.parseDouble(inverse);
            double semiMajor = Double.parseDouble(parameters.getOrDefault("a", "none"));
            return proj4.replaceAll("\\+r?f=\\S+", "") + " +b=" + semiMajor * (1 - f);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("CRS '" + proj4 + "': +f and +rf need numbers and +a", e);
        }
    }

    /** The EPSG code it was made from, or null. */
    public @Nullable Integer epsg() {
        return epsg;
    }

    /** The EPSG name, such as {@code WGS 84 / UTM zone 12N}. */
    public String name() {
        return name;
    }

    /** Text from which {@link #parse} makes the same CRS. */
    public String definition() {
        if (epsg != null) {
            return "EPSG:" + epsg;
        }
        StringBuilder text = new StringBuilder();
        parameters.forEach((key, value) ->
                text.append(text.length() == 0 ? "+" : " +").append(key).append(value.isEmpty() ? "" : "=" + value));
        return text.toString();
    }

    /** Whether coordinates are longitudes and latitudes in degrees. */
    public boolean isGeographic() {
        return system.isGeographic();
    }

    /**
     * CF's name of the projection, null where CF has none; see <a
     * href="https://cfconventions.org/cf-conventions/cf-conventions.html#appendix-grid-mappings">CF appendix F</a>.
     */
    public @Nullable String gridMappingName() {
        return switch (parameters.getOrDefault("proj", "")) {
            case "longlat", "latlong" -> "latitude_longitude";
            case "utm", "tmerc", "etmerc" -> "transverse_mercator";
            case "merc" -> "mercator";
            case "aea" -> "albers_conical_equal_area";
            case "lcc" -> "lambert_conformal_conic";
            case "laea" -> "lambert_azimuthal_equal_area";
            case "stere" -> "polar_stereographic";
            case "sinu" -> "sinusoidal";
            case "cea" -> "lambert_cylindrical_equal_area";
            default -> null;
        };
    }

    /** Unit of the axes as CF spells it. */
    public String unit() {
        if (isGeographic()) {
            return "degree";
        }
        return switch (parameters.getOrDefault("units", "m")) {
            case "us-ft" -> "US_survey_foot";
            case "ft" -> "foot";
            case "km" -> "km";
            default -> "m";
        };
    }

    /** A WKT 2 description that PROJ and GDAL read. */
    public String wkt() {
        return new WktWriter(epsg, name, parameters, system.getProjection().getEllipsoid()).write();
    }

    /** A transform from this CRS to {@code target}, for one thread. */
    public PointTransform to(Crs target) {
        return new PointTransform(this, target);
    }

    CoordinateReferenceSystem system() {
        return system;
    }

    /** Same code or same parameters: transforming between equal systems changes nothing. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Crs that && parameters.equals(that.parameters);
    }

    @Override
    public int hashCode() {
        return parameters.hashCode();
    }

    @Override
    public String toString() {
        return definition();
    }
}
