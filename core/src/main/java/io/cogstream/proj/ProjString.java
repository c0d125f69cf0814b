package io.cogstream.proj;

import io.cogstream.proj.method.ParameterValue;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeMap;

/**
 * Parameters of a PROJ string, see <a href="https://proj.org/en/stable/usage/projections.html">PROJ's manual</a>. A parameter that
 * is not known here is refused: ignoring it would move every pixel.
 */
final class ProjString {
    private static final int MAX_LENGTH = 2048;

    private static final Set<String> KNOWN = Set.of(
            "proj",
            "datum",
            "ellps",
            "a",
            "b",
            "rf",
            "f",
            "es",
            "R",
            "towgs84",
            "nadgrids",
            "pm",
            "units",
            "to_meter",
            "axis",
            "lat_0",
            "lon_0",
            "lat_1",
            "lat_2",
            "lat_ts",
            "x_0",
            "y_0",
            "k",
            "k_0",
            "zone",
            "south",
            "h",
            "sweep",
            "alpha",
            "gamma",
            "lonc",
            "no_uoff");

    /** Say nothing about where a point lies, or only about its height. */
    private static final Set<String> IDLE =
            Set.of("no_defs", "wktext", "type", "title", "geoidgrids", "vunits", "no_rot");

    private ProjString() {}

    /**
     * By name, without the leading plus; a parameter without a value has an empty one.
     *
     * @throws IllegalArgumentException if a parameter is unknown; the message names its place
     */
    static Map<String, String> parameters(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a PROJ string of %d characters is too long, %d are read".formatted(text.length(), MAX_LENGTH));
        }
        Map<String, String> parameters = new TreeMap<>();
        int place = 0;
        for (StringTokenizer parts = new StringTokenizer(text); parts.hasMoreTokens(); ) {
            String part = parts.nextToken();
            place = text.indexOf(part, place);
            String bare = part.startsWith("+") ? part.substring(1) : part;
            int equals = bare.indexOf('=');
            String key = equals < 0 ? bare : bare.substring(0, equals);
            if (!KNOWN.contains(key) && !IDLE.contains(key)) {
                throw new IllegalArgumentException(
                        "CRS '%s': +%s at offset %d is not read".formatted(Excerpt.of(text), Excerpt.of(key), place));
            }
            parameters.putIfAbsent(key, equals < 0 ? "" : bare.substring(equals + 1));
            place += part.length();
        }
        return parameters;
    }

    /** A number among parameters. */
    static double number(Map<String, String> parameters, String key) {
        return ParameterValue.number(key, parameters.getOrDefault(key, ""));
    }
}
