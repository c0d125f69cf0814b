package io.cogstream.proj;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a PROJ.4 parameter set as WKT 2 (ISO 19162:2019), for readers that know no PROJ.4. Methods and parameters carry
 * the names of the EPSG registry.
 */
final class WktWriter {
    private static final String DEGREE = "ANGLEUNIT[\"degree\",0.0174532925199433]";

    private final @Nullable Integer epsg;
    private final String name;
    private final Map<String, String> parameters;

    WktWriter(@Nullable Integer epsg, String name, Map<String, String> parameters) {
        this.epsg = epsg;
        this.name = name;
        this.parameters = parameters;
    }

    String write() {
        String id = epsg == null ? "" : ",ID[\"EPSG\"," + epsg + "]";
        if (method().equals("longlat") || method().equals("latlong")) {
            return "GEOGCRS[\"%s\",%s,CS[ellipsoidal,2],AXIS[\"longitude\",east],AXIS[\"latitude\",north],%s%s]"
                    .formatted(name, datum(), DEGREE, id);
        }
        return "PROJCRS[\"%s\",BASEGEOGCRS[\"%s\",%s],%s,CS[Cartesian,2],AXIS[\"easting\",east],AXIS[\"northing\",north],%s%s]"
                .formatted(name, datumName(), datum(), conversion(), lengthUnit(), id);
    }

    private String method() {
        return parameters.getOrDefault("proj", "");
    }

    private String datumName() {
        return switch (parameters.getOrDefault("datum", "")) {
            case "WGS84" -> "WGS 84";
            case "NAD83" -> "NAD83";
            case "NAD27" -> "NAD27";
            default -> name.contains(" / ") ? name.substring(0, name.indexOf(" / ")) : "unknown";
        };
    }

    private String datum() {
        return "DATUM[\"%s\",%s],PRIMEM[\"Greenwich\",0,%s]"
                .formatted(
                        switch (parameters.getOrDefault("datum", "")) {
                            case "WGS84" -> "World Geodetic System 1984";
                            case "NAD83" -> "North American Datum 1983";
                            case "NAD27" -> "North American Datum 1927";
                            default -> "Unknown based on " + ellipsoidName();
                        },
                        ellipsoid(),
                        DEGREE);
    }

    private String ellipsoidName() {
        return parameters.containsKey("R") || isSphere()
                ? "sphere"
                : parameters.getOrDefault("ellps", "WGS 84 ellipsoid");
    }

    private boolean isSphere() {
        return parameters.containsKey("a") && parameters.get("a").equals(parameters.get("b")) && !isWebMercator();
    }

    private boolean isWebMercator() {
        return method().equals("merc") && "@null".equals(parameters.get("nadgrids"));
    }

    private String ellipsoid() {
        if (isWebMercator()) {
            return ellipsoid("WGS 84", "6378137", "298.257223563");
        }
        if (parameters.containsKey("R")) {
            return ellipsoid("sphere", parameters.get("R"), "0");
        }
        String semiMajor = parameters.get("a");
        if (semiMajor != null) {
            return ellipsoid("custom", semiMajor, flattening(Double.parseDouble(semiMajor)));
        }
        return switch (parameters.getOrDefault("datum", parameters.getOrDefault("ellps", "WGS84"))) {
            case "NAD83", "GRS80" -> ellipsoid("GRS 1980", "6378137", "298.257222101");
            case "NAD27", "clrk66" -> ellipsoid("Clarke 1866", "6378206.4", "294.978698213898");
            case "intl" -> ellipsoid("International 1924", "6378388", "297");
            case "bessel" -> ellipsoid("Bessel 1841", "6377397.155", "299.1528128");
            case "airy" -> ellipsoid("Airy 1830", "6377563.396", "299.3249646");
            case "krass" -> ellipsoid("Krassowsky 1940", "6378245", "298.3");
            case "WGS72" -> ellipsoid("WGS 72", "6378135", "298.26");
            default -> ellipsoid("WGS 84", "6378137", "298.257223563");
        };
    }

    private String flattening(double semiMajor) {
        if (parameters.containsKey("rf")) {
            return parameters.get("rf");
        }
        double semiMinor = Double.parseDouble(parameters.getOrDefault("b", String.valueOf(semiMajor)));
        return semiMajor == semiMinor ? "0" : String.valueOf(semiMajor / (semiMajor - semiMinor));
    }

    private static String ellipsoid(String name, String semiMajor, String inverseFlattening) {
        return "ELLIPSOID[\"%s\",%s,%s,LENGTHUNIT[\"metre\",1]]".formatted(name, semiMajor, inverseFlattening);
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
        boolean polar = Math.abs(Double.parseDouble(get("lat_0"))) == 90;
        if (!polar) {
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
