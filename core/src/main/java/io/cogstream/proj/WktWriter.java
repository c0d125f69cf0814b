package io.cogstream.proj;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.proj4j.datum.Ellipsoid;

/**
 * Writes a PROJ.4 parameter set as WKT 2 (ISO 19162:2019), for readers that know no PROJ.4. Methods and parameters carry
 * the names of the EPSG registry.
 */
final class WktWriter {
    /** Often used codes for which the registry puts northing first; readers of raster data compare that order. */
    private static final Set<Integer> NORTHING_FIRST = Set.of(2193, 3034, 3035, 31287, 32661, 32761);

    static final String DEGREE = "ANGLEUNIT[\"degree\",0.0174532925199433]";

    private final @Nullable Integer epsg;
    private final String name;
    private final Map<String, String> parameters;
    private final Ellipsoid ellipsoid;

    WktWriter(@Nullable Integer epsg, String name, Map<String, String> parameters, Ellipsoid ellipsoid) {
        this.epsg = epsg;
        this.name = name;
        this.parameters = parameters;
        this.ellipsoid = ellipsoid;
    }

    String write() {
        if (!parameters.getOrDefault("axis", "enu").equals("enu")) {
            throw new IllegalArgumentException("no WKT can be written for the axes of CRS '" + name + "'");
        }
        String id = epsg == null ? "" : ",ID[\"EPSG\"," + epsg + "]";
        WktDatum datum = new WktDatum(baseName(), parameters, ellipsoid);
        if (isGeographic()) {
            // The registry puts latitude first, PROJ.4 longitude. Readers of raster data ignore the order, but compare
            // it.
            String axes = epsg == null
                    ? "AXIS[\"longitude\",east],AXIS[\"latitude\",north]"
                    : "AXIS[\"latitude\",north],AXIS[\"longitude\",east]";
            return "GEOGCRS[\"%s\",%s,CS[ellipsoidal,2],%s,%s%s]".formatted(name, datum.wkt(), axes, DEGREE, id);
        }
        return "PROJCRS[\"%s\",BASEGEOGCRS[\"%s\",%s],%s,CS[Cartesian,2],%s,%s%s]"
                .formatted(name, datum.baseName(), datum.wkt(), conversion(), axes(), lengthUnit(), id);
    }

    private boolean isGeographic() {
        return method().equals("longlat") || method().equals("latlong");
    }

    /** Name of the geographic CRS below, null if the name does not tell. */
    private @Nullable String baseName() {
        if (name.contains(" / ")) {
            return name.substring(0, name.indexOf(" / "));
        }
        return isGeographic() && epsg != null ? name : null;
    }

    /** Around a pole both axes point south (north) along a meridian, x to the right when lon_0 points down (up). */
    private String axes() {
        String easting = "AXIS[\"easting\",east]";
        String northing = "AXIS[\"northing\",north]";
        if (isPolar()) {
            double centre = Double.parseDouble(get("lon_0"));
            boolean north = Double.parseDouble(get("lat_0")) > 0;
            easting = polarAxis("easting", north, centre + 90);
            northing = polarAxis("northing", north, north ? centre + 180 : centre);
        }
        return epsg != null && NORTHING_FIRST.contains(epsg) ? northing + "," + easting : easting + "," + northing;
    }

    private static String polarAxis(String name, boolean north, double meridian) {
        double wrapped = meridian > 180 ? meridian - 360 : meridian;
        return "AXIS[\"%s\",%s,MERIDIAN[%s,%s]]".formatted(name, north ? "south" : "north", wrapped, DEGREE);
    }

    private boolean isPolar() {
        return method().equals("stere") && Math.abs(Double.parseDouble(get("lat_0"))) == 90;
    }

    private String method() {
        return parameters.getOrDefault("proj", "");
    }

    private boolean isWebMercator() {
        return method().equals("merc") && "@null".equals(parameters.get("nadgrids"));
    }

    private String lengthUnit() {
        return switch (parameters.getOrDefault("units", "m")) {
            case "us-ft" -> "LENGTHUNIT[\"US survey foot\",0.304800609601219]";
            case "ft" -> "LENGTHUNIT[\"foot\",0.3048]";
            case "km" -> "LENGTHUNIT[\"kilometre\",1000]";
            default -> "LENGTHUNIT[\"metre\",1]";
        };
    }

    private String conversion() {
        return switch (method()) {
            case "utm" -> transverseMercator(utmMeridian(), "0", "0.9996", "500000", utmFalseNorthing());
            case "tmerc", "etmerc" ->
                transverseMercator(get("lon_0"), get("lat_0"), get("k", "k_0", "1"), get("x_0"), get("y_0"));
            case "merc" ->
                isWebMercator()
                        ? method("Popular Visualisation Pseudo Mercator", 1024, origin(""))
                        : parameters.containsKey("lat_ts")
                                ? method(
                                        "Mercator (variant B)",
                                        9805,
                                        angle("Latitude of 1st standard parallel", get("lat_ts"))
                                                + angle("Longitude of natural origin", get("lon_0")))
                                : method("Mercator (variant A)", 9804, origin(scale()));
            case "aea" -> method("Albers Equal Area", 9822, twoParallels());
            case "lcc" ->
                parameters.containsKey("lat_2")
                        ? method("Lambert Conic Conformal (2SP)", 9802, twoParallels())
                        : method("Lambert Conic Conformal (1SP)", 9801, origin(scale()));
            case "laea" -> method("Lambert Azimuthal Equal Area", 9820, origin(""));
            case "stere" -> stereographic();
            case "sterea" -> method("Oblique Stereographic", 9809, origin(scale()));
            case "sinu" -> method("Sinusoidal", 0, angle("Longitude of natural origin", get("lon_0")));
            case "cea" ->
                method(
                        "Lambert Cylindrical Equal Area",
                        9835,
                        angle("Latitude of 1st standard parallel", get("lat_ts"))
                                + angle("Longitude of natural origin", get("lon_0")));
            default ->
                throw new IllegalArgumentException(
                        "no WKT can be written for projection '%s' of CRS '%s'".formatted(method(), name));
        };
    }

    private String utmMeridian() {
        return String.valueOf(Integer.parseInt(get("zone")) * 6 - 183);
    }

    private String utmFalseNorthing() {
        return parameters.containsKey("south") ? "10000000" : "0";
    }

    private String transverseMercator(String lon, String lat, String scale, String easting, String northing) {
        return "CONVERSION[\"%s\",METHOD[\"Transverse Mercator\",ID[\"EPSG\",9807]]%s%s%s%s%s]"
                .formatted(
                        conversionName(),
                        angle("Latitude of natural origin", lat),
                        angle("Longitude of natural origin", lon),
                        unity("Scale factor at natural origin", scale),
                        length("False easting", easting),
                        length("False northing", northing));
    }

    private String stereographic() {
        if (!isPolar()) {
            return method("Stereographic", 0, origin(scale()));
        }
        double trueScale = Double.parseDouble(get("lat_ts"));
        if (parameters.containsKey("lat_ts") && Math.abs(trueScale) != 90) {
            return method(
                    "Polar Stereographic (variant B)",
                    9829,
                    angle("Latitude of standard parallel", get("lat_ts")) + angle("Longitude of origin", get("lon_0")));
        }
        return method("Polar Stereographic (variant A)", 9810, origin(scale()));
    }

    private String method(String method, int code, String specific) {
        boolean falseOrigin = specific.contains("false origin");
        return "CONVERSION[\"%s\",METHOD[\"%s\"%s]%s%s%s]"
                .formatted(
                        conversionName(),
                        method,
                        code == 0 ? "" : ",ID[\"EPSG\"," + code + "]",
                        specific,
                        length(falseOrigin ? "Easting at false origin" : "False easting", get("x_0")),
                        length(falseOrigin ? "Northing at false origin" : "False northing", get("y_0")));
    }

    private String conversionName() {
        return name.contains(" / ") ? name.substring(name.indexOf(" / ") + 3) : "unnamed";
    }

    private String twoParallels() {
        return angle("Latitude of false origin", get("lat_0"))
                + angle("Longitude of false origin", get("lon_0"))
                + angle("Latitude of 1st standard parallel", get("lat_1"))
                + angle("Latitude of 2nd standard parallel", get("lat_2"));
    }

    private String origin(String more) {
        return angle("Latitude of natural origin", get("lat_0"))
                + angle("Longitude of natural origin", get("lon_0"))
                + more;
    }

    private String scale() {
        return unity("Scale factor at natural origin", get("k", "k_0", "1"));
    }

    private String get(String key) {
        return parameters.getOrDefault(key, "0");
    }

    private String get(String key, String alias, String otherwise) {
        return parameters.getOrDefault(key, parameters.getOrDefault(alias, otherwise));
    }

    private static String angle(String parameter, String degrees) {
        return ",PARAMETER[\"%s\",%s,%s]".formatted(parameter, degrees, DEGREE);
    }

    /** PROJ.4 gives false easting and northing in metres whatever the unit of the axes. */
    private static String length(String parameter, String metres) {
        return ",PARAMETER[\"%s\",%s,LENGTHUNIT[\"metre\",1]]".formatted(parameter, metres);
    }

    private static String unity(String parameter, String value) {
        return ",PARAMETER[\"%s\",%s,SCALEUNIT[\"unity\",1]]".formatted(parameter, value);
    }
}
