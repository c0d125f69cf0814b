package io.cogstream.proj.text;

import io.cogstream.proj.text.SystemDescription.Conversion;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The projection of a CRS as parameters of a PROJ string. */
final class MethodText {
    private static final double PSEUDO_PARALLEL = 78.5;

    private final Conversion conversion;
    private final boolean sphere;
    private final List<String> directions;
    private final Set<Parameter> used = EnumSet.noneOf(Parameter.class);
    private final StringBuilder text = new StringBuilder();

    private MethodText(Conversion conversion, boolean sphere, List<String> directions) {
        this.conversion = conversion;
        this.sphere = sphere;
        this.directions = directions;
    }

    /**
     * @param sphere whether the ellipsoid is one
     * @param directions of the axes, in lower case
     * @throws IllegalArgumentException if the method, or a parameter of it, is not read
     */
    static String of(Conversion conversion, boolean sphere, List<String> directions) {
        Method method = Method.of(conversion.method(), conversion.methodCode());
        if (method == null) {
            throw new UnreadMethodException(
                    "projection method '%s' is not read".formatted(Problem.excerpt(conversion.method())));
        }
        return new MethodText(conversion, sphere, directions).write(method);
    }

    private String write(Method method) {
        switch (method) {
            case TRANSVERSE_MERCATOR -> origin("tmerc").scale();
            case TRANSVERSE_MERCATOR_SOUTH -> origin("tmerc").scale().word("axis", "wsu");
            case MERCATOR_ONE_SCALE, MERCATOR_ONE_PARALLEL -> mercator();
            case PSEUDO_MERCATOR -> pseudoMercator();
            case LAMBERT_CONE_ONE -> {
                number("lat_1", value(Parameter.LATITUDE_OF_ORIGIN));
                origin("lcc").scale();
            }
            case LAMBERT_CONE -> cone();
            case ALBERS -> origin("aea").parallels();
            case AZIMUTHAL_EQUAL_AREA -> origin("laea");
            case AZIMUTHAL_EQUAL_AREA_SPHERE -> onSphere().origin("laea");
            case AZIMUTHAL_EQUIDISTANT -> origin("aeqd");
            case POLAR_STEREOGRAPHIC -> polar();
            case OBLIQUE_STEREOGRAPHIC -> origin("sterea").scale();
            case STEREOGRAPHIC -> origin("stere").scale();
            case EQUIDISTANT_CYLINDRICAL -> origin("eqc").parallel();
            case CYLINDRICAL_EQUAL_AREA -> origin("cea").parallel();
            case CYLINDRICAL_EQUAL_AREA_SPHERE -> onSphere().origin("cea").parallel();
            case SINUSOIDAL -> meridian("sinu");
            case MOLLWEIDE -> meridian("moll");
            case ROBINSON -> meridian("robin");
            case ECKERT_4 -> meridian("eck4");
            case ECKERT_6 -> meridian("eck6");
            case EQUAL_EARTH -> meridian("eqearth");
            case KROVAK -> krovak();
            case OBLIQUE_MERCATOR_A -> oblique(true);
            case OBLIQUE_MERCATOR_B -> oblique(false);
            case GEOSTATIONARY_X -> geostationary("x");
            case GEOSTATIONARY_Y -> geostationary("y");
        }
        number("x_0", value(Parameter.FALSE_EASTING));
        number("y_0", value(Parameter.FALSE_NORTHING));
        refuseUnused();
        return text.toString();
    }

    private void mercator() {
        if (value(Parameter.LATITUDE_OF_ORIGIN) != 0) {
            throw new IllegalArgumentException("a Mercator projection whose origin is not on the equator is not read");
        }
        meridian("merc");
        if (conversion.values().containsKey(Parameter.PARALLEL_1)) {
            parallel();
        } else {
            scale();
        }
    }

    /** Longitudes and latitudes on the ellipsoid are taken for those on a sphere of its semi-major axis. */
    private void pseudoMercator() {
        if (value(Parameter.LATITUDE_OF_ORIGIN) != 0 || value(Parameter.PARALLEL_1) != 0) {
            throw new IllegalArgumentException("a Pseudo-Mercator projection with another origin is not read");
        }
        meridian("merc").word("nadgrids", "@null");
    }

    private void cone() {
        origin("lcc");
        if (conversion.values().containsKey(Parameter.PARALLEL_2)) {
            parallels();
        } else {
            number("lat_1", value(Parameter.PARALLEL_1));
            scale();
        }
    }

    /** Variants A and B differ in which of scale and parallel they give; GDAL puts the parallel where the origin was. */
    private void polar() {
        boolean isParallel = conversion.values().containsKey(Parameter.PARALLEL_1);
        double origin = value(Parameter.LATITUDE_OF_ORIGIN);
        double latitude = isParallel ? value(Parameter.PARALLEL_1) : origin;
        if (latitude == 0) {
            throw new IllegalArgumentException(
                    "a polar stereographic projection needs a latitude of origin or parallel");
        }
        word("proj", "stere");
        number("lat_0", Math.signum(latitude) * 90);
        number("lat_ts", latitude);
        number("lon_0", value(Parameter.LONGITUDE_OF_ORIGIN));
        if (Math.abs(latitude) == 90) {
            scale();
        }
    }

    private void krovak() {
        boolean turned = value(Parameter.X_SCALE) == -1
                && value(Parameter.Y_SCALE) == 1
                && value(Parameter.PLANE_ROTATION) == 90;
        boolean north = conversion.methodCode() == 1041
                || Parameter.plain(conversion.method()).endsWith("northorientated")
                || directions.contains("east");
        if (!turned && !north) {
            throw new UnreadMethodException(
                    "Krovak's projection with axes south and west is not read, that of EPSG:5514 is");
        }
        if (Math.abs(value(Parameter.PSEUDO_PARALLEL) - PSEUDO_PARALLEL) > 1e-9) {
            throw new IllegalArgumentException(
                    "Krovak's projection with a pseudo standard parallel other than 78.5° is not read");
        }
        origin("krovak").scale();
        number("alpha", value(Parameter.AZIMUTH));
    }

    /** With its centre line from west to east it is the Swiss projection. */
    private void oblique(boolean naturalOrigin) {
        double azimuth = value(Parameter.AZIMUTH);
        double rectified =
                conversion.values().containsKey(Parameter.RECTIFIED_ANGLE) ? value(Parameter.RECTIFIED_ANGLE) : azimuth;
        if (azimuth == 90 && rectified == 90) {
            if (naturalOrigin) {
                throw new UnreadMethodException(
                        "an oblique Mercator projection along a parallel is read as variant B only");
            }
            origin("somerc").scale();
            return;
        }
        word("proj", "omerc");
        number("lat_0", value(Parameter.LATITUDE_OF_ORIGIN));
        number("lonc", value(Parameter.LONGITUDE_OF_ORIGIN));
        number("alpha", azimuth);
        number("gamma", rectified);
        scale();
        if (naturalOrigin) {
            text.append(" +no_uoff");
        }
    }

    private void geostationary(String sweep) {
        meridian("geos").word("sweep", sweep);
        number("h", value(Parameter.SATELLITE_HEIGHT));
    }

    private MethodText onSphere() {
        if (!sphere) {
            throw new UnreadMethodException(
                    "projection method '%s' on an ellipsoid is not read".formatted(conversion.method()));
        }
        return this;
    }

    private MethodText origin(String projection) {
        meridian(projection);
        number("lat_0", value(Parameter.LATITUDE_OF_ORIGIN));
        return this;
    }

    private MethodText meridian(String projection) {
        word("proj", projection);
        number("lon_0", value(Parameter.LONGITUDE_OF_ORIGIN));
        return this;
    }

    private MethodText scale() {
        number("k_0", value(Parameter.SCALE));
        return this;
    }

    private void parallel() {
        number("lat_ts", value(Parameter.PARALLEL_1));
    }

    private void parallels() {
        number("lat_1", value(Parameter.PARALLEL_1));
        number("lat_2", value(Parameter.PARALLEL_2));
    }

    private MethodText word(String key, String value) {
        text.append(text.length() == 0 ? "+" : " +").append(key).append('=').append(value);
        return this;
    }

    private void number(String key, double value) {
        word(key, plain(value));
    }

    /** Without exponent and without a needless fraction. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : new BigDecimal(Double.toString(value)).toPlainString();
    }

    private double value(Parameter parameter) {
        used.add(parameter);
        return conversion.values().getOrDefault(parameter, neutral(parameter));
    }

    private static double neutral(Parameter parameter) {
        return switch (parameter) {
            case SCALE, X_SCALE, Y_SCALE -> 1;
            case PSEUDO_PARALLEL -> PSEUDO_PARALLEL;
            default -> 0;
        };
    }

    private void refuseUnused() {
        conversion.values().forEach((parameter, value) -> {
            if (!used.contains(parameter) && value != neutral(parameter)) {
                throw new IllegalArgumentException("parameter %s of projection method '%s' is not read"
                        .formatted(
                                parameter.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                Problem.excerpt(conversion.method())));
            }
        });
    }
}
