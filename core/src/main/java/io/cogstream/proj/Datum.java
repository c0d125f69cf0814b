package io.cogstream.proj;

import io.cogstream.proj.method.ParameterValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.proj4j.Registry;
import org.locationtech.proj4j.datum.Ellipsoid;

/**
 * Where longitudes and latitudes of a CRS lie on the Earth.
 *
 * @param ellipsoid that projections reckon with
 * @param datumEllipsoid that longitudes and latitudes refer to; another one only where the projection takes them for those on
 *     a sphere, as EPSG:3857 does
 * @param meridian longitude of the prime meridian from Greenwich, in degrees
 * @param shift to WGS 84, null if none is known: then longitudes and latitudes are taken for those of any other datum, as PROJ does
 */
record Datum(
        Ellipsoid ellipsoid,
        Ellipsoid datumEllipsoid,
        double meridian,
        @Nullable DatumShift shift) {
    private static final Registry NAMES = new Registry();

    /** PROJ's named datums: ellipsoid and shift to WGS 84 in metres, arcseconds and parts per million; empty if unknown. */
    private static final Map<String, String[]> NAMED = Map.ofEntries(
            Map.entry("WGS84", new String[] {"WGS84", "0,0,0"}),
            Map.entry("NAD83", new String[] {"GRS80", "0,0,0"}),
            Map.entry("NAD27", new String[] {"clrk66", ""}),
            Map.entry("GGRS87", new String[] {"GRS80", "-199.87,74.79,246.62"}),
            Map.entry("potsdam", new String[] {"bessel", "598.1,73.7,418.2,0.202,0.045,-2.455,6.7"}),
            Map.entry("carthage", new String[] {"clrk80ign", "-263.0,6.0,431.0"}),
            Map.entry("hermannskogel", new String[] {"bessel", "577.326,90.129,463.919,5.137,1.474,5.297,2.4232"}),
            Map.entry("ire65", new String[] {"mod_airy", "482.530,-130.596,564.557,-1.042,-0.214,-0.631,8.15"}),
            Map.entry("nzgd49", new String[] {"intl", "59.47,-5.04,187.44,0.47,-0.1,1.024,-4.5993"}),
            Map.entry("OSGB36", new String[] {"airy", "446.448,-125.157,542.060,0.15,0.247,0.842,-20.489"}));

    /** Longitudes from Greenwich; see <a href="https://proj.org/en/stable/usage/projections.html#prime-meridian">PROJ's</a>. */
    private static final Map<String, Double> MERIDIANS = Map.ofEntries(
            Map.entry("greenwich", 0.0),
            Map.entry("lisbon", -9.13190611111111),
            Map.entry("paris", 2.337229166666667),
            Map.entry("bogota", -74.08091666666667),
            Map.entry("madrid", -3.687938888888889),
            Map.entry("rome", 12.452333333333334),
            Map.entry("bern", 7.439583333333333),
            Map.entry("jakarta", 106.80771944444444),
            Map.entry("ferro", -17.666666666666668),
            Map.entry("brussels", 4.367975),
            Map.entry("stockholm", 18.05827777777778),
            Map.entry("athens", 23.7163375),
            Map.entry("oslo", 10.722916666666666));

    /** @throws IllegalArgumentException if the parameters of a PROJ string name no datum, or one that is not read */
    static Datum of(Map<String, String> parameters) {
        String grids = parameters.get("nadgrids");
        if (grids != null && !grids.equals("@null")) {
            throw new IllegalArgumentException("+nadgrids=" + grids + ": grids of shifts are not read");
        }
        String name = parameters.get("datum");
        String[] named = name == null ? null : NAMED.get(name);
        if (name != null && named == null) {
            throw new IllegalArgumentException("datum +datum=" + name + " is not known");
        }
        Ellipsoid ellipsoid = ellipsoid(parameters, named);
        double meridian = meridian(parameters.getOrDefault("pm", "greenwich"));
        if (grids != null) {
            return new Datum(ellipsoid, Ellipsoid.WGS84, meridian, DatumShift.NONE);
        }
        return new Datum(ellipsoid, ellipsoid, meridian, shift(parameters, named, ellipsoid));
    }

    private static @Nullable DatumShift shift(
            Map<String, String> parameters, String @Nullable [] named, Ellipsoid ellipsoid) {
        String given = parameters.get("towgs84");
        if (given != null) {
            return DatumShift.parse(given);
        }
        if (named != null) {
            return named[1].isEmpty() ? null : DatumShift.parse(named[1]);
        }
        // PROJ takes coordinates on these for those on WGS 84, and a system without any datum for one on WGS 84.
        return ellipsoid.equals(Ellipsoid.WGS84) || ellipsoid.equals(Ellipsoid.GRS80) ? DatumShift.NONE : null;
    }

    static double meridian(String text) {
        Double known = MERIDIANS.get(text);
        double degrees = known != null ? known : ParameterValue.number("pm", text);
        if (!(Math.abs(degrees) <= 180)) {
            throw new IllegalArgumentException("+pm=" + text + " is no longitude");
        }
        return degrees;
    }

    private static Ellipsoid ellipsoid(Map<String, String> parameters, String @Nullable [] named) {
        for (String refused : new String[] {"R_A", "R_V", "R_a", "R_g", "R_h", "R_lat_a", "R_lat_g"}) {
            if (parameters.containsKey(refused)) {
                throw new IllegalArgumentException("+" + refused + " is not read; give +R");
            }
        }
        if (parameters.containsKey("R")) {
            return new Ellipsoid("user", radius(parameters, "R"), 0.0, "sphere");
        }
        String name = parameters.getOrDefault("ellps", named == null ? "WGS84" : named[0]);
        boolean explicit = parameters.containsKey("a");
        Ellipsoid base = ellipsoid(name);
        if (!explicit
                && !parameters.containsKey("b")
                && !parameters.containsKey("rf")
                && !parameters.containsKey("f")
                && !parameters.containsKey("es")) {
            return base;
        }
        double a = explicit ? radius(parameters, "a") : base.getA();
        double es = squaredEccentricity(parameters, a, explicit ? 0 : base.getEccentricitySquared());
        if (!(es >= 0 && es < 1)) {
            throw new IllegalArgumentException("the ellipsoid is none: its squared eccentricity is " + es);
        }
        return new Ellipsoid("user", a, es, "User-defined");
    }

    private static Ellipsoid ellipsoid(String name) {
        Ellipsoid known = switch (name) {
            // Proj4J lacks the first, and has others than PROJ by the other names.
            case "clrk80ign" -> new Ellipsoid(name, 6378249.2, 6356515.0, 0, "Clarke 1880 (IGN)");
            case "airy" -> new Ellipsoid(name, 6377563.396, 0, 299.3249646, "Airy 1830");
            case "sphere" -> new Ellipsoid(name, 6370997, 0.0, "sphere");
            default -> NAMES.getEllipsoid(name);
        };
        if (known == null) {
            throw new IllegalArgumentException("ellipsoid +ellps=" + name + " is not known");
        }
        return known;
    }

    private static double squaredEccentricity(Map<String, String> parameters, double a, double otherwise) {
        if (parameters.containsKey("b")) {
            double ratio = radius(parameters, "b") / a;
            return 1 - ratio * ratio;
        }
        if (parameters.containsKey("rf")) {
            double rf = ProjString.number(parameters, "rf");
            return rf == 0 ? 0 : (2 - 1 / rf) / rf;
        }
        if (parameters.containsKey("f")) {
            double f = ProjString.number(parameters, "f");
            return f * (2 - f);
        }
        return parameters.containsKey("es") ? ProjString.number(parameters, "es") : otherwise;
    }

    private static double radius(Map<String, String> parameters, String key) {
        double radius = ProjString.number(parameters, key);
        if (!(radius > 0)) {
            throw new IllegalArgumentException("+" + key + " must be above 0");
        }
        return radius;
    }
}
