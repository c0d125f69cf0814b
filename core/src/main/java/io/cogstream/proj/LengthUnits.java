package io.cogstream.proj;

import io.cogstream.proj.method.ParameterValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Units of projected coordinates that PROJ strings name; see <a href="https://proj.org/en/stable/usage/projections.html#units">units</a>. */
final class LengthUnits {
    private static final Map<String, Double> METRES = Map.ofEntries(
            Map.entry("m", 1.0),
            Map.entry("km", 1000.0),
            Map.entry("dm", 0.1),
            Map.entry("cm", 0.01),
            Map.entry("mm", 0.001),
            Map.entry("ft", 0.3048),
            Map.entry("us-ft", 1200 / 3937.0),
            Map.entry("yd", 0.9144),
            Map.entry("us-yd", 3600 / 3937.0),
            Map.entry("mi", 1609.344),
            Map.entry("kmi", 1852.0),
            Map.entry("ch", 20.1168),
            Map.entry("link", 0.201168),
            Map.entry("ind-ft", 0.30479841));

    private LengthUnits() {}

    /** Metres per unit of the projected coordinates of a PROJ string. */
    static double metres(Map<String, String> parameters) {
        String factor = parameters.get("to_meter");
        if (factor != null) {
            double metres = ParameterValue.number("to_meter", factor);
            if (!(metres > 0)) {
                throw new IllegalArgumentException("+to_meter must be above 0");
            }
            return metres;
        }
        String unit = parameters.getOrDefault("units", "m");
        Double metres = METRES.get(unit);
        if (metres == null) {
            throw new IllegalArgumentException("unit +units=" + unit + " is not read; give +to_meter");
        }
        return metres;
    }

    /** PROJ's name of a unit, null if it has none for it. */
    static @Nullable String name(double metres) {
        for (Map.Entry<String, Double> unit : METRES.entrySet()) {
            if (Math.abs(unit.getValue() - metres) <= 1e-12 * metres) {
                return unit.getKey();
            }
        }
        return null;
    }
}
