package io.cogstream.proj;

import java.util.Map;

/** Writes the map projection of a PROJ.4 parameter set as WKT 2, with the names of the EPSG registry or else of PROJ. */
final class WktConversion {
    private final String conversionName;
    private final Map<String, String> parameters;
    private final String crsName;

    /** @param crsName for messages */
    WktConversion(String conversionName, Map<String, String> parameters, String crsName) {
        this.conversionName = conversionName;
        this.parameters = parameters;
        this.crsName = crsName;
    }

    String write() {
        return switch (method()) {
            case "utm" -> transverseMercator(utmMeridian(), "0", "0.9996", "500000", utmFalseNorthing());
            case "tmerc", "etmerc" ->
                transverseMercator(get("lon_0"), get("lat_0"), get("k", "k_0", "1"), get("x_0"), get("y_0"));
            case "merc" ->
                isWebMercator()
                        ? method("Popular Visualisation Pseudo Mercator", 1024, origin(""))
                        : parameters.containsKey("lat_ts")
                                ? method("Mercator (variant B)", 9805, parallel() + meridian())
                                : method("Mercator (variant A)", 9804, origin(scale()));
            case "aea" -> method("Albers Equal Area", 9822, twoParallels(get("lat_2")));
            case "lcc" -> cone();
            case "laea" -> method("Lambert Azimuthal Equal Area", 9820, origin(""));
            case "stere" -> stereographic();
            case "sterea" -> method("Oblique Stereographic", 9809, origin(scale()));
            case "sinu" -> method("Sinusoidal", 0, meridian());
            case "moll" -> method("Mollweide", 0, meridian());
            case "robin" -> method("Robinson", 0, meridian());
            case "eck4" -> method("Eckert IV", 0, meridian());
            case "eck6" -> method("Eckert VI", 0, meridian());
            case "eqearth" -> method("Equal Earth", 1078, meridian());
            case "cea" -> method("Lambert Cylindrical Equal Area", 9835, parallel() + meridian());
            case "eqc" -> equidistant();
            case "aeqd" -> method("Azimuthal Equidistant", 1125, origin(""));
            case "geos" -> geostationary();
            case "krovak" -> krovak();
            case "somerc" -> oblique("Hotine Oblique Mercator (variant B)", 9815, get("lon_0"), "90", "90");
            case "omerc" ->
                parameters.containsKey("no_uoff")
                        ? oblique("Hotine Oblique Mercator (variant A)", 9812, get("lonc"), get("alpha"), gamma())
                        : oblique("Hotine Oblique Mercator (variant B)", 9815, get("lonc"), get("alpha"), gamma());
            default ->
                throw new IllegalArgumentException(
                        "no WKT can be written for projection '%s' of CRS '%s'".formatted(method(), crsName));
        };
    }

    private String method() {
        return parameters.getOrDefault("proj", "");
    }

    private boolean isWebMercator() {
        return method().equals("merc") && "@null".equals(parameters.get("nadgrids"));
    }

    private boolean isPolar() {
        return Math.abs(Double.parseDouble(get("lat_0"))) == 90;
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
                        conversionName,
                        angle("Latitude of natural origin", lat),
                        angle("Longitude of natural origin", lon),
                        unity("Scale factor at natural origin", scale),
                        length("False easting", easting),
                        length("False northing", northing));
    }

    /** With one parallel where the origin is not, it is one with two equal ones. */
    private String cone() {
        String first = get("lat_1");
        if (parameters.containsKey("lat_2")) {
            return method("Lambert Conic Conformal (2SP)", 9802, twoParallels(get("lat_2")));
        }
        return Double.parseDouble(parameters.getOrDefault("lat_0", first)) == Double.parseDouble(first)
                ? method("Lambert Conic Conformal (1SP)", 9801, origin(first, scale()))
                : method("Lambert Conic Conformal (2SP)", 9802, twoParallels(first));
    }

    private String equidistant() {
        if (Double.parseDouble(get("lat_0")) != 0) {
            throw new IllegalArgumentException("no WKT can be written for +lat_0 of CRS '" + crsName + "'");
        }
        return method("Equidistant Cylindrical", 1028, parallel() + meridian());
    }

    private String geostationary() {
        String sweep = parameters.getOrDefault("sweep", "y").equals("x") ? "X" : "Y";
        return method(
                "Geostationary Satellite (Sweep " + sweep + ")", 0, meridian() + length("Satellite Height", get("h")));
    }

    private String krovak() {
        return method(
                "Krovak (North Orientated)",
                1041,
                angle("Latitude of projection centre", parameters.getOrDefault("lat_0", "49.5"))
                        + angle("Longitude of origin", parameters.getOrDefault("lon_0", "24.8333333333333"))
                        + angle("Co-latitude of cone axis", parameters.getOrDefault("alpha", "30.2881397527778"))
                        + angle("Latitude of pseudo standard parallel", "78.5")
                        + unity("Scale factor on pseudo standard parallel", get("k", "k_0", "0.9999")));
    }

    private String gamma() {
        return parameters.getOrDefault("gamma", get("alpha"));
    }

    private String oblique(String name, int code, String longitude, String azimuth, String rectified) {
        return method(
                name,
                code,
                angle("Latitude of projection centre", get("lat_0"))
                        + angle("Longitude of projection centre", longitude)
                        + angle("Azimuth at projection centre", azimuth)
                        + angle("Angle from Rectified to Skew Grid", rectified)
                        + unity("Scale factor at projection centre", get("k", "k_0", "1")));
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
        boolean centre = code == 9815;
        String easting =
                falseOrigin ? "Easting at false origin" : centre ? "Easting at projection centre" : "False easting";
        String northing =
                falseOrigin ? "Northing at false origin" : centre ? "Northing at projection centre" : "False northing";
        return "CONVERSION[\"%s\",METHOD[\"%s\"%s]%s%s%s]"
                .formatted(
                        conversionName,
                        method,
                        code == 0 ? "" : ",ID[\"EPSG\"," + code + "]",
                        specific,
                        length(easting, get("x_0")),
                        length(northing, get("y_0")));
    }

    private String meridian() {
        return angle("Longitude of natural origin", get("lon_0"));
    }

    private String parallel() {
        return angle("Latitude of 1st standard parallel", get("lat_ts"));
    }

    private String twoParallels(String second) {
        return angle("Latitude of false origin", get("lat_0"))
                + angle("Longitude of false origin", get("lon_0"))
                + angle("Latitude of 1st standard parallel", get("lat_1"))
                + angle("Latitude of 2nd standard parallel", second);
    }

    private String origin(String more) {
        return origin(get("lat_0"), more);
    }

    private String origin(String latitude, String more) {
        return angle("Latitude of natural origin", latitude)
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
        return ",PARAMETER[\"%s\",%s,%s]".formatted(parameter, degrees, WktWriter.DEGREE);
    }

    /** PROJ.4 gives false easting and northing in metres whatever the unit of the axes. */
    private static String length(String parameter, String metres) {
        return ",PARAMETER[\"%s\",%s,LENGTHUNIT[\"metre\",1]]".formatted(parameter, metres);
    }

    private static String unity(String parameter, String value) {
        return ",PARAMETER[\"%s\",%s,SCALEUNIT[\"unity\",1]]".formatted(parameter, value);
    }
}
