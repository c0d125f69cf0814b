package io.cogstream.proj.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method of projecting, under its EPSG codes and the names that GDAL, ESRI, PROJ and the registry give it. */
enum Method {
    TRANSVERSE_MERCATOR(List.of(9807), "transversemercator", "gausskruger"),
    TRANSVERSE_MERCATOR_SOUTH(List.of(9808), "transversemercatorsouthorientated"),
    MERCATOR_ONE_SCALE(List.of(9804), "mercatorvarianta", "mercator1sp"),
    MERCATOR_ONE_PARALLEL(List.of(9805), "mercatorvariantb", "mercator2sp", "mercator"),
    PSEUDO_MERCATOR(List.of(1024), "popularvisualisationpseudomercator", "mercatorauxiliarysphere"),
    LAMBERT_CONE_ONE(List.of(9801), "lambertconicconformal1sp", "lambertconformalconic1sp"),
    LAMBERT_CONE(List.of(9802), "lambertconicconformal2sp", "lambertconformalconic2sp", "lambertconformalconic"),
    ALBERS(List.of(9822), "albersequalarea", "albersconicequalarea", "albers"),
    AZIMUTHAL_EQUAL_AREA(List.of(9820), "lambertazimuthalequalarea"),
    AZIMUTHAL_EQUAL_AREA_SPHERE(List.of(1027), "lambertazimuthalequalareaspherical"),
    AZIMUTHAL_EQUIDISTANT(List.of(9832, 1125), "azimuthalequidistant", "modifiedazimuthalequidistant"),
    POLAR_STEREOGRAPHIC(
            List.of(9810, 9829),
            "polarstereographicvarianta",
            "polarstereographicvariantb",
            "polarstereographic",
            "stereographicnorthpole",
            "stereographicsouthpole"),
    OBLIQUE_STEREOGRAPHIC(List.of(9809), "obliquestereographic", "doublestereographic"),
    STEREOGRAPHIC(List.of(), "stereographic"),
    EQUIDISTANT_CYLINDRICAL(
            List.of(1028, 1029, 9842, 9823),
            "equidistantcylindrical",
            "equidistantcylindricalspherical",
            "equirectangular",
            "platecarree"),
    CYLINDRICAL_EQUAL_AREA(List.of(9835), "lambertcylindricalequalarea", "cylindricalequalarea", "behrmann"),
    CYLINDRICAL_EQUAL_AREA_SPHERE(List.of(9834), "lambertcylindricalequalareaspherical"),
    SINUSOIDAL(List.of(), "sinusoidal"),
    MOLLWEIDE(List.of(), "mollweide"),
    ROBINSON(List.of(), "robinson"),
    ECKERT_4(List.of(), "eckertiv"),
    ECKERT_6(List.of(), "eckertvi"),
    EQUAL_EARTH(List.of(1078), "equalearth"),
    KROVAK(List.of(9819, 1041), "krovak", "krovaknorthorientated"),
    OBLIQUE_MERCATOR_A(
            List.of(9812),
            "hotineobliquemercatorvarianta",
            "hotineobliquemercator",
            "hotineobliquemercatorazimuthnaturalorigin"),
    OBLIQUE_MERCATOR_B(List.of(9815), "hotineobliquemercatorvariantb", "hotineobliquemercatorazimuthcenter"),
    GEOSTATIONARY_X(List.of(), "geostationarysatellitesweepx"),
    GEOSTATIONARY_Y(List.of(), "geostationarysatellitesweepy", "geostationarysatellite");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Integer> codes;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    Method(List<Integer> codes, String... names) {
        this.codes = codes;
        this.names = List.of(names);
    }

    /** The method of a code, or else of a name; null if neither is known. */
    static @Nullable Method of(String name, int code) {
        String plain = Parameter.plain(name);
        for (Method method : values()) {
            if (method.codes.contains(code) || method.names.contains(plain)) {
                return method;
            }
        }
        return null;
    }
}
