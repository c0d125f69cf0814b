package io.cogstream.proj;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a PROJ.4 parameter set as WKT 2 (ISO 19162:2019), for readers that know no PROJ.4. Methods and parameters carry
 * the names of the EPSG registry.
 */
final class WktWriter {
    /** Often used codes for which the registry puts northing first; readers of raster data compare that order. */
    private static final Set<String> NORTHING_FIRST =
            Set.of("EPSG:2193", "EPSG:3034", "EPSG:3035", "EPSG:31287", "EPSG:32661", "EPSG:32761");

    static final String DEGREE = "ANGLEUNIT[\"degree\",0.0174532925199433]";

    private final @Nullable String code;
    private final String name;
    private final Map<String, String> parameters;
    private final Datum datum;

    /** @param code authority and code, {@code EPSG:5070}; null for a custom CRS */
    WktWriter(@Nullable String code, String name, Map<String, String> parameters, Datum datum) {
        this.code = code;
        this.name = name;
        this.parameters = parameters;
        this.datum = datum;
    }

    /** A custom CRS keeps its shift to WGS 84, which the registry knows of the others. */
    String write() {
        return code == null && parameters.containsKey("towgs84")
                ? WktShift.bound(unbound(), parameters.get("towgs84"))
                : unbound();
    }

    private String unbound() {
        if (!parameters.getOrDefault("axis", "enu").equals("enu")) {
            throw new IllegalArgumentException("no WKT can be written for the axes of CRS '" + name + "'");
        }
        String id = code == null ? "" : ",ID[\"%s\",%s]".formatted(code.substring(0, 4), code.substring(5));
        WktDatum base = new WktDatum(baseName(), parameters, datum);
        if (isGeographic()) {
            // The registry puts latitude first, PROJ.4 longitude. Readers of raster data ignore the order, but compare
            // it.
            String axes = code == null
                    ? "AXIS[\"longitude\",east],AXIS[\"latitude\",north]"
                    : "AXIS[\"latitude\",north],AXIS[\"longitude\",east]";
            return "GEOGCRS[\"%s\",%s,CS[ellipsoidal,2],%s,%s%s]".formatted(name, base.wkt(), axes, DEGREE, id);
        }
        return "PROJCRS[\"%s\",BASEGEOGCRS[\"%s\",%s],%s,CS[Cartesian,2],%s,%s%s]"
                .formatted(
                        name,
                        base.baseName(),
                        base.wkt(),
                        new WktConversion(conversionName(), parameters, name).write(),
                        axes(),
                        lengthUnit(),
                        id);
    }

    private boolean isGeographic() {
        return method().equals("longlat") || method().equals("latlong");
    }

    /** Name of the geographic CRS below, null if the name does not tell. */
    private @Nullable String baseName() {
        if (code != null && name.contains(" / ")) {
            return name.substring(0, name.indexOf(" / "));
        }
        return isGeographic() && code != null ? name : null;
    }

    /** Around a pole both axes point south (north) along a meridian, x to the right when lon_0 points down (up). */
    private String axes() {
        String easting = "AXIS[\"easting\",east]";
        String northing = "AXIS[\"northing\",north]";
        if (isPolar()) {
            double centre = number("lon_0");
            boolean north = number("lat_0") > 0;
            easting = polarAxis("easting", north, centre + 90);
            northing = polarAxis("northing", north, north ? centre + 180 : centre);
        }
        return code != null && NORTHING_FIRST.contains(code) ? northing + "," + easting : easting + "," + northing;
    }

    private static String polarAxis(String name, boolean north, double meridian) {
        double wrapped = meridian > 180 ? meridian - 360 : meridian;
        return "AXIS[\"%s\",%s,MERIDIAN[%s,%s]]".formatted(name, north ? "south" : "north", wrapped, DEGREE);
    }

    private boolean isPolar() {
        return (method().equals("stere") || method().equals("laea")) && Math.abs(number("lat_0")) == 90;
    }

    private double number(String key) {
        return Double.parseDouble(parameters.getOrDefault(key, "0"));
    }

    private String method() {
        return parameters.getOrDefault("proj", "");
    }

    private String lengthUnit() {
        String unit = parameters.containsKey("to_meter") ? "" : parameters.getOrDefault("units", "m");
        return switch (unit) {
            case "us-ft" -> "LENGTHUNIT[\"US survey foot\",0.304800609601219]";
            case "ft" -> "LENGTHUNIT[\"foot\",0.3048]";
            case "km" -> "LENGTHUNIT[\"kilometre\",1000]";
            case "m" -> "LENGTHUNIT[\"metre\",1]";
            default -> "LENGTHUNIT[\"unnamed\",%s]".formatted(LengthUnits.metres(parameters));
        };
    }

    private String conversionName() {
        return code != null && name.contains(" / ") ? name.substring(name.indexOf(" / ") + 3) : "unnamed";
    }
}
