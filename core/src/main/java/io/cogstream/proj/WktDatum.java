package io.cogstream.proj;

import io.cogstream.proj.epsg.RegisteredDatums;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.proj4j.datum.Ellipsoid;

/** Datum, ellipsoid and prime meridian of a PROJ.4 parameter set as WKT 2, with the names of the EPSG registry. */
final class WktDatum {
    /** Geographic CRSs and their datums. PROJ.4 parameters keep only the ellipsoid of most; the name of the CRS tells more. */
    private static final Map<String, String> DATUMS = Map.ofEntries(
            Map.entry("WGS 84", "World Geodetic System 1984"),
            Map.entry("WGS 72", "World Geodetic System 1972"),
            Map.entry("WGS 72BE", "WGS 72 Transit Broadcast Ephemeris"),
            Map.entry("NAD27", "North American Datum 1927"),
            Map.entry("NAD83", "North American Datum 1983"),
            Map.entry("NAD83(HARN)", "NAD83 (High Accuracy Reference Network)"),
            Map.entry("NAD83(NSRS2007)", "NAD83 (National Spatial Reference System 2007)"),
            Map.entry("NAD83(2011)", "NAD83 (National Spatial Reference System 2011)"),
            Map.entry("NAD83(CSRS)", "NAD83 Canadian Spatial Reference System"),
            Map.entry("ETRS89", "European Terrestrial Reference System 1989"),
            Map.entry("ED50", "European Datum 1950"),
            Map.entry("RGF93", "Reseau Geodesique Francais 1993 v1"),
            Map.entry("OSGB 1936", "Ordnance Survey of Great Britain 1936"),
            Map.entry("Amersfoort", "Amersfoort"),
            Map.entry("DHDN", "Deutsches Hauptdreiecksnetz"),
            Map.entry("MGI", "Militar-Geographische Institut"),
            Map.entry("Pulkovo 1942", "Pulkovo 1942"),
            Map.entry("GR96", "Greenland Reference 1996"),
            Map.entry("GDA94", "Geocentric Datum of Australia 1994"),
            Map.entry("GDA2020", "Geocentric Datum of Australia 2020"),
            Map.entry("NZGD2000", "New Zealand Geodetic Datum 2000"),
            Map.entry("NZGD49", "New Zealand Geodetic Datum 1949"),
            Map.entry("JGD2000", "Japanese Geodetic Datum 2000"),
            Map.entry("JGD2011", "Japanese Geodetic Datum 2011"),
            Map.entry("CGCS2000", "China 2000"),
            Map.entry("SIRGAS 2000", "Sistema de Referencia Geocentrico para las AmericaS 2000"),
            Map.entry("S-JTSK", "System of the Unified Trigonometrical Cadastral Network"),
            Map.entry("SAD69", "South American Datum 1969"),
            Map.entry("Hartebeesthoek94", "Hartebeesthoek94"));

    /** PROJ.4's names of datums that name their geographic CRS. */
    private static final Map<String, String> BASES =
            Map.of("WGS84", "WGS 84", "NAD83", "NAD83", "NAD27", "NAD27", "OSGB36", "OSGB 1936", "nzgd49", "NZGD49");

    /** See <a href="https://proj.org/en/stable/usage/projections.html#prime-meridian">PROJ's named prime meridians</a>. */
    private static final Map<String, String> MERIDIANS = Map.of(
            "greenwich", "\"Greenwich\",0",
            "paris", "\"Paris\",2.33722917",
            "ferro", "\"Ferro\",-17.6666666666667",
            "oslo", "\"Oslo\",10.7229166666667",
            "rome", "\"Rome\",12.4523333333333",
            "lisbon", "\"Lisbon\",-9.13190611111111",
            "madrid", "\"Madrid\",-3.68793888888889",
            "bern", "\"Bern\",7.43958333333333",
            "jakarta", "\"Jakarta\",106.807719444444",
            "athens", "\"Athens\",23.7163375");

    private final String base;
    private final Map<String, String> parameters;
    private final Ellipsoid ellipsoid;

    /**
     * @param base name of the geographic CRS, null if the CRS's own name does not tell it
     * @param datum what transforms reckon with
     */
    WktDatum(@Nullable String base, Map<String, String> parameters, Datum datum) {
        this.base = base != null ? base : baseOf(parameters);
        this.parameters = parameters;
        this.ellipsoid = datum.ellipsoid();
    }

    private static String baseOf(Map<String, String> parameters) {
        boolean says = parameters.containsKey("ellps") || parameters.containsKey("a") || parameters.containsKey("R");
        return BASES.getOrDefault(parameters.getOrDefault("datum", says ? "" : "WGS84"), "unknown");
    }

    String baseName() {
        return base;
    }

    String wkt() {
        return "DATUM[\"%s\",%s],PRIMEM[%s,%s]"
                .formatted(datumName(), ellipsoidWkt(), primeMeridian(), WktWriter.DEGREE);
    }

    private String datumName() {
        String known = DATUMS.get(base);
        String datum = known != null ? known : RegisteredDatums.datumOf(base);
        return datum != null
                ? datum
                : "Unknown based on " + (isSphere() ? "sphere" : ellipsoidName() + " ellipsoid") + shift();
    }

    /** As PROJ names it, which compares names. */
    private String shift() {
        return parameters.containsKey("towgs84") ? " using towgs84=" + parameters.get("towgs84") : "";
    }

    private boolean isSphere() {
        return ellipsoid.getA() == ellipsoid.getB();
    }

    private boolean isWebMercator() {
        return "@null".equals(parameters.get("nadgrids"));
    }

    private String ellipsoidWkt() {
        if (isWebMercator()) {
            // EPSG:3857 takes coordinates on WGS 84 for those on a sphere; the method says so, not the datum.
            return ellipsoid("WGS 84", "6378137", "298.257223563");
        }
        if (isSphere()) {
            return ellipsoid("sphere", String.valueOf(ellipsoid.getA()), "0");
        }
        return switch (ellipsoid.getShortName()) {
            case "GRS80" -> ellipsoid(ellipsoidName(), "6378137", "298.257222101");
            case "WGS84" -> ellipsoid(ellipsoidName(), "6378137", "298.257223563");
            case "WGS72" -> ellipsoid(ellipsoidName(), "6378135", "298.26");
            case "clrk66" -> ellipsoid(ellipsoidName(), "6378206.4", "294.978698213898");
            case "intl" -> ellipsoid(ellipsoidName(), "6378388", "297");
            case "bessel" -> ellipsoid(ellipsoidName(), "6377397.155", "299.1528128");
            case "airy" -> ellipsoid(ellipsoidName(), "6377563.396", "299.3249646");
            case "krass" -> ellipsoid(ellipsoidName(), "6378245", "298.3");
            default -> ellipsoid(ellipsoidName(), String.valueOf(ellipsoid.getA()), inverseFlattening());
        };
    }

    /** As the registry has it, where Proj4J has another. */
    private String ellipsoidName() {
        return switch (ellipsoid.getShortName()) {
            case "GRS80" -> "GRS 1980";
            case "clrk66" -> "Clarke 1866";
            case "intl" -> "International 1924";
            case "krass" -> "Krassowsky 1940";
            default -> ellipsoid.getName();
        };
    }

    private String inverseFlattening() {
        String given = parameters.get("rf");
        return given != null ? given : String.valueOf(ellipsoid.getA() / (ellipsoid.getA() - ellipsoid.getB()));
    }

    private String primeMeridian() {
        String meridian = parameters.getOrDefault("pm", "greenwich");
        String known = MERIDIANS.get(meridian);
        return known != null ? known : "\"unnamed\"," + Double.parseDouble(meridian);
    }

    private static String ellipsoid(String name, String semiMajor, String inverseFlattening) {
        return "ELLIPSOID[\"%s\",%s,%s,LENGTHUNIT[\"metre\",1]]".formatted(name, semiMajor, inverseFlattening);
    }
}
