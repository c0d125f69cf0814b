package io.cogstream.proj.method;

import java.util.HashMap;
import java.util.Map;
import org.locationtech.proj4j.datum.Ellipsoid;
import org.locationtech.proj4j.proj.Projection;

/** Gives a Proj4J projection its parameters, in the form in which Proj4J gets them right. */
final class Settings {
    private static final double POLE = 90;
    private static final double MAX_TURN = 360;

    private final Map<String, String> parameters;

    /** @param given of a PROJ string */
    Settings(Map<String, String> given) {
        this.parameters = new HashMap<>(given);
        switch (given.getOrDefault("proj", "")) {
            case "utm" -> expandZone();
            case "stere" -> completePolar();
            case "krovak" -> completeKrovak();
            case "lcc" -> completeCone();
            default -> {}
        }
    }

    private void expandZone() {
        double zone = number("zone", 0);
        if (!(zone >= 1 && zone <= 60) || zone != Math.rint(zone)) {
            throw new IllegalArgumentException("+zone must be 1 to 60");
        }
        parameters.put("lon_0", String.valueOf(zone * 6 - 183));
        parameters.put("lat_0", "0");
        parameters.put("k_0", "0.9996");
        parameters.put("x_0", "500000");
        parameters.put("y_0", parameters.containsKey("south") ? "10000000" : "0");
    }

    /** Without a latitude of true scale Proj4J takes one that the scale factor does not belong to. */
    private void completePolar() {
        double centre = number("lat_0", 0);
        if (Math.abs(centre) == POLE) {
            parameters.putIfAbsent("lat_ts", String.valueOf(centre));
            if (Math.signum(number("lat_ts", centre)) != Math.signum(centre)) {
                throw new IllegalArgumentException("+lat_ts lies on the other hemisphere than +lat_0");
            }
        }
    }

    /** PROJ's defaults, which are those of the Czech and Slovak system. */
    private void completeKrovak() {
        parameters.putIfAbsent("lat_0", "49.5");
        parameters.putIfAbsent("lon_0", "24.833333333333333");
        parameters.putIfAbsent("alpha", "30.288139752777778");
        if (!parameters.containsKey("k")) {
            parameters.putIfAbsent("k_0", "0.9999");
        }
    }

    /** With one parallel, that is the origin's latitude if nothing else is said. */
    private void completeCone() {
        if (!parameters.containsKey("lat_1")) {
            throw new IllegalArgumentException("+lat_1 is needed");
        }
        if (!parameters.containsKey("lat_2")) {
            parameters.putIfAbsent("lat_0", parameters.getOrDefault("lat_1", "0"));
        }
    }

    void apply(Projection projection) {
        projection.setProjectionLatitudeDegrees(latitude("lat_0"));
        projection.setProjectionLongitudeDegrees(turn("lon_0"));
        if (parameters.containsKey("lat_1")) {
            projection.setProjectionLatitude1Degrees(latitude("lat_1"));
        }
        if (parameters.containsKey("lat_2")) {
            projection.setProjectionLatitude2Degrees(latitude("lat_2"));
        } else if (parameters.containsKey("lat_1")) {
            projection.setProjectionLatitude2Degrees(latitude("lat_1"));
        }
        applyScale(projection);
        projection.setFalseEasting(number("x_0", 0));
        projection.setFalseNorthing(number("y_0", 0));
        if (projection instanceof Geostationary) {
            projection.setHeightOfOrbit(number("h", 0));
        }
        applyAxis(projection);
    }

    /** Of an oblique cone or cylinder. */
    private void applyAxis(Projection projection) {
        if (parameters.containsKey("alpha")) {
            projection.setAlphaDegrees(turn("alpha"));
        }
        if (parameters.containsKey("lonc")) {
            projection.setLonCDegrees(turn("lonc"));
        }
        if (parameters.containsKey("gamma")) {
            projection.setGammaDegrees(turn("gamma"));
        }
        if (parameters.containsKey("no_uoff")) {
            projection.setNoUoff(true);
        }
    }

    /** Proj4J's Mercator ignores the latitude of true scale. */
    private void applyScale(Projection projection) {
        double scale = number(parameters.containsKey("k_0") ? "k_0" : "k", 1);
        if (!(scale > 0)) {
            throw new IllegalArgumentException("+k_0 must be above 0");
        }
        boolean mercator = parameters.getOrDefault("proj", "").equals("merc");
        double trueScale = Math.toRadians(latitude("lat_ts"));
        if (mercator && trueScale != 0) {
            Ellipsoid ellipsoid = projection.getEllipsoid();
            double sine = Math.sin(trueScale);
            scale = Math.cos(trueScale) / Math.sqrt(1 - ellipsoid.getEccentricitySquared() * sine * sine);
        } else if (parameters.containsKey("lat_ts")) {
            projection.setTrueScaleLatitude(trueScale);
        }
        projection.setScaleFactor(scale);
    }

    private double latitude(String key) {
        double latitude = number(key, 0);
        if (!(Math.abs(latitude) <= POLE)) {
            throw new IllegalArgumentException("+%s=%s is no latitude".formatted(key, latitude));
        }
        return latitude;
    }

    /** Proj4J takes off one turn after the other: from 1e30 degrees it would never come back. */
    private double turn(String key) {
        double angle = number(key, 0);
        if (!(Math.abs(angle) <= MAX_TURN)) {
            throw new IllegalArgumentException("+%s=%s is beyond %.0f degrees".formatted(key, angle, MAX_TURN));
        }
        return angle;
    }

    private double number(String key, double otherwise) {
        String text = parameters.get(key);
        return text == null ? otherwise : ParameterValue.number(key, text);
    }
}
