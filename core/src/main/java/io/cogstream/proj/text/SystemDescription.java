package io.cogstream.proj.text;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A horizontal CRS as a text describes it.
 *
 * @param name as the text has it
 * @param code authority and code that the text claims for it, {@code EPSG:5070}, null if it claims none
 * @param geodetic its datum
 * @param conversion its projection, null for longitudes and latitudes
 * @param unit of the axes: metres per unit, or degrees per unit
 * @param directions of the axes, in lower case, in the text's order; empty if it does not say
 * @param proj4 a PROJ string in the text that stands for all of it, null if there is none
 */
public record SystemDescription(
        String name,
        @Nullable String code,
        GeodeticDescription geodetic,
        @Nullable Conversion conversion,
        double unit,
        List<String> directions,
        @Nullable String proj4) {

    public SystemDescription {
        directions = List.copyOf(directions);
    }

    /** The code of an authority's code that is EPSG's, or null. */
    static @Nullable Integer epsgOf(@Nullable String code) {
        return code != null && code.startsWith("EPSG:") ? Integer.valueOf(code.substring(5)) : null;
    }

    /**
     * A datum and the geographic CRS on it.
     *
     * @param name of the geographic CRS
     * @param epsg its EPSG code, null if unknown
     * @param datumName of the datum
     * @param semiMajor axis of the ellipsoid, in metres
     * @param inverseFlattening of the ellipsoid, 0 for a sphere
     * @param meridian longitude of the prime meridian from Greenwich, in degrees
     * @param toWgs84 3 or 7 numbers as {@code +towgs84} takes them, empty if the text gives none
     */
    public record GeodeticDescription(
            String name,
            @Nullable Integer epsg,
            String datumName,
            double semiMajor,
            double inverseFlattening,
            double meridian,
            List<Double> toWgs84) {

        public GeodeticDescription {
            toWgs84 = List.copyOf(toWgs84);
            if (!(semiMajor > 0) || !Double.isFinite(semiMajor) || !isFlattening(inverseFlattening)) {
                throw new IllegalArgumentException("the ellipsoid of datum '%s' is none: %s, %s"
                        .formatted(Problem.excerpt(datumName), semiMajor, inverseFlattening));
            }
        }

        private static boolean isFlattening(double inverse) {
            return inverse == 0 || (inverse > 1 && Double.isFinite(inverse));
        }

        GeodeticDescription withToWgs84(List<Double> shift) {
            return new GeodeticDescription(name, epsg, datumName, semiMajor, inverseFlattening, meridian, shift);
        }
    }

    /**
     * A map projection.
     *
     * @param method name of the method as the text has it
     * @param methodCode EPSG code of the method, 0 if the text gives none
     * @param values of its parameters: degrees, metres, or a factor
     */
    public record Conversion(String method, int methodCode, Map<Parameter, Double> values) {
        public Conversion {
            values = Map.copyOf(values);
        }
    }
}
