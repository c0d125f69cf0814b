package io.cogstream.proj.text;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A parameter of a map projection, under the names that it has in WKT 1 of GDAL and of ESRI, in WKT 2 and in the registry. */
public enum Parameter {
    LATITUDE_OF_ORIGIN(
            Kind.ANGLE,
            List.of(8801, 8811, 8821),
            List.of(
                    "latitudeofnaturalorigin",
                    "latitudeoffalseorigin",
                    "latitudeofprojectioncentre",
                    "latitudeoforigin",
                    "latitudeofcenter",
                    "latitudeofcentre",
                    "centralparallel")),
    LONGITUDE_OF_ORIGIN(
            Kind.ANGLE,
            List.of(8802, 8812, 8822, 8833),
            List.of(
                    "longitudeofnaturalorigin",
                    "longitudeoffalseorigin",
                    "longitudeofprojectioncentre",
                    "longitudeoforigin",
                    "longitudeofcenter",
                    "longitudeofcentre",
                    "centralmeridian")),
    PARALLEL_1(
            Kind.ANGLE,
            List.of(8823, 8832),
            List.of("latitudeof1ststandardparallel", "latitudeofstandardparallel", "standardparallel1")),
    PARALLEL_2(Kind.ANGLE, List.of(8824), List.of("latitudeof2ndstandardparallel", "standardparallel2")),
    SCALE(
            Kind.FACTOR,
            List.of(8805, 8815, 8819),
            List.of(
                    "scalefactoratnaturalorigin",
                    "scalefactoratprojectioncentre",
                    "scalefactoronpseudostandardparallel",
                    "scalefactor")),
    FALSE_EASTING(
            Kind.LENGTH,
            List.of(8806, 8816, 8826),
            List.of("falseeasting", "eastingatprojectioncentre", "eastingatfalseorigin")),
    FALSE_NORTHING(
            Kind.LENGTH,
            List.of(8807, 8817, 8827),
            List.of("falsenorthing", "northingatprojectioncentre", "northingatfalseorigin")),
    AZIMUTH(
            Kind.ANGLE,
            List.of(8813, 1036),
            List.of(
                    "azimuth",
                    "azimuthatprojectioncentre",
                    "azimuthofinitialline",
                    "azimuthofthecentreline",
                    "colatitudeofconeaxis")),
    RECTIFIED_ANGLE(Kind.ANGLE, List.of(8814), List.of("anglefromrectifiedtoskewgrid", "rectifiedgridangle")),
    PSEUDO_PARALLEL(Kind.ANGLE, List.of(8818), List.of("latitudeofpseudostandardparallel", "pseudostandardparallel1")),
    SATELLITE_HEIGHT(Kind.LENGTH, List.of(), List.of("satelliteheight", "height")),

    X_SCALE(Kind.FACTOR, List.of(), List.of("xscale")),
    Y_SCALE(Kind.FACTOR, List.of(), List.of("yscale")),
    PLANE_ROTATION(Kind.ANGLE, List.of(), List.of("xyplanerotation")),
    AUXILIARY_SPHERE(Kind.FACTOR, List.of(), List.of("auxiliaryspheretype"));

    /** What a value measures: degrees, metres, or nothing. */
    enum Kind {
        ANGLE,
        LENGTH,
        FACTOR
    }

    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Integer> codes;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    Parameter(Kind kind, List<Integer> codes, List<String> names) {
        this.kind = kind;
        this.codes = codes;
        this.names = names;
    }

    Kind kind() {
        return kind;
    }

    /** The parameter of a name, or null. Case, spaces and signs are ignored. */
    static @Nullable Parameter named(String name) {
        String plain = plain(name);
        for (Parameter parameter : values()) {
            if (parameter.names.contains(plain)) {
                return parameter;
            }
        }
        return null;
    }

    /** The parameter of an EPSG code, or null. */
    static @Nullable Parameter coded(int code) {
        for (Parameter parameter : values()) {
            if (parameter.codes.contains(code)) {
                return parameter;
            }
        }
        return null;
    }

    /** Letters and digits only, in lower case. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
