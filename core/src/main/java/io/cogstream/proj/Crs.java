package io.cogstream.proj;

import io.cogstream.tiff.GeoKeys;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A coordinate reference system: registered, or custom. Coordinates are always x (east or longitude) first, then y;
 * geographic ones are in degrees. Immutable.
 */
public final class Crs {
    /** Longitude and latitude on WGS 84, the CRS of STAC footprints. */
    public static final Crs LONGITUDE_LATITUDE = epsg(4326);

    private final @Nullable String code;
    private final String name;
    private final Map<String, String> parameters;
    private final CoordinateSystem system;
    private final List<String> warnings;

    /**
     * @param code authority and code, {@code EPSG:5070}; null for a custom one
     * @param parameters of a PROJ string
     * @param warnings what a user should know about its accuracy
     */
    Crs(@Nullable String code, String name, Map<String, String> parameters, List<String> warnings) {
        this.code = code;
        this.name = name;
        this.parameters = parameters;
        this.warnings = List.copyOf(warnings);
        this.system = CoordinateSystem.of(parameters, code != null);
    }

    /**
     * A CRS from {@code EPSG:5070}, {@code ESRI:102008}, a PROJ string such as {@code +proj=sinu +R=6371007.181}, WKT 1, WKT 2
     * or PROJJSON. Of a compound CRS it is the horizontal part; a text with an EPSG code that describes the same is that code.
     *
     * @throws IllegalArgumentException if the text can't be read, names a CRS that is unknown, or one that would come out wrong;
     *     the message says where and why
     */
    public static Crs parse(String text) {
        return CrsTexts.parse(text);
    }

    /**
     * The CRS with an EPSG code.
     *
     * @throws IllegalArgumentException if the code is unknown or known to come out wrong
     */
    public static Crs epsg(int code) {
        return CrsTexts.epsg(code);
    }

    /**
     * The CRS that a file's GeoKeys describe, also where they have no code for it.
     *
     * @throws IllegalArgumentException if they describe none, or none that is read; the message names the key
     */
    public static Crs of(GeoKeys keys) {
        return CrsTexts.of(keys);
    }

    /** The EPSG code it was made from, or null. */
    public @Nullable Integer epsg() {
        return code != null && code.startsWith("EPSG:") ? Integer.valueOf(code.substring(5)) : null;
    }

    /** Its registered name, such as {@code WGS 84 / UTM zone 12N}, or what the text calls it. */
    public String name() {
        return name;
    }

    /** What a user should know: how far its coordinates may be from the truth. Empty for most. */
    public List<String> warnings() {
        return warnings;
    }

    /** Text from which {@link #parse} makes the same CRS, but for the name and the warnings of a custom one. */
    public String definition() {
        if (code != null) {
            return code;
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
            case "aeqd" -> "azimuthal_equidistant";
            case "geos" -> "geostationary";
            case "lcc" -> "lambert_conformal_conic";
            case "laea" -> "lambert_azimuthal_equal_area";
            case "omerc" -> "oblique_mercator";
            case "stere" -> isPolar() ? "polar_stereographic" : "stereographic";
            case "sterea" -> "stereographic";
            case "sinu" -> "sinusoidal";
            case "cea" -> "lambert_cylindrical_equal_area";
            default -> null;
        };
    }

    private boolean isPolar() {
        String latitude = parameters.get("lat_0");
        return latitude != null && Math.abs(Double.parseDouble(latitude)) == 90;
    }

    /** Unit of the axes as CF spells it. */
    public String unit() {
        if (isGeographic()) {
            return "degree";
        }
        String factor = parameters.get("to_meter");
        if (factor != null) {
            return Double.parseDouble(factor) == 1 ? "m" : factor + " m";
        }
        String unit = parameters.getOrDefault("units", "m");
        return switch (unit) {
            case "us-ft" -> "US_survey_foot";
            case "ft" -> "foot";
            case "m", "km" -> unit;
            default -> LengthUnits.metres(parameters) + " m";
        };
    }

    /** A WKT 2 description that PROJ and GDAL read. */
    public String wkt() {
        return new WktWriter(code, name, parameters, system.datum()).write();
    }

    /** A transform from this CRS to {@code target}, for one thread. */
    public PointTransform to(Crs target) {
        return new PointTransform(this, target);
    }

    Map<String, String> parameters() {
        return parameters;
    }

    CoordinateSystem system() {
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
