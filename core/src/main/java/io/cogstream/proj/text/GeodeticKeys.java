package io.cogstream.proj.text;

import io.cogstream.proj.epsg.RegisteredDatums;
import io.cogstream.proj.epsg.RegisteredShapes;
import io.cogstream.proj.text.SystemDescription.GeodeticDescription;
import io.cogstream.tiff.GeoKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The geodetic part of GeoKeys: section 7.5.3 of OGC GeoTIFF 1.1. */
final class GeodeticKeys {
    private static final int DATUM = 2050;
    private static final int PRIME_MERIDIAN = 2051;
    private static final int ANGLE_UNIT = 2054;
    private static final int ANGLE_UNIT_SIZE = 2055;
    private static final int ELLIPSOID = 2056;
    private static final int SEMI_MAJOR = 2057;
    private static final int SEMI_MINOR = 2058;
    private static final int INVERSE_FLATTENING = 2059;
    private static final int PRIME_MERIDIAN_LONGITUDE = 2061;
    private static final int TO_WGS84 = 2062;

    private final GeoKeys keys;

    GeodeticKeys(GeoKeys keys) {
        this.keys = keys;
    }

    GeodeticDescription read() {
        Integer system = registered(GeoKeys.GEODETIC_CRS);
        Integer datum = registered(DATUM);
        Integer base = system != null || datum == null ? system : RegisteredDatums.systemOn(datum);
        RegisteredShapes.Shape shape = shape(base);
        return new GeodeticDescription(
                "unknown",
                base,
                "unknown",
                shape.semiMajor(),
                shape.inverseFlattening(),
                meridian(),
                keys.numbers().getOrDefault(TO_WGS84, List.of()));
    }

    private RegisteredShapes.Shape shape(@Nullable Integer base) {
        Integer ellipsoid = registered(ELLIPSOID);
        RegisteredShapes.Shape shape = ellipsoid == null ? null : RegisteredShapes.ellipsoid(ellipsoid);
        if (shape == null && keys.numbers().containsKey(SEMI_MAJOR)) {
            double semiMajor = number(keys, SEMI_MAJOR);
            return new RegisteredShapes.Shape(semiMajor, inverseFlattening(semiMajor));
        }
        if (shape == null && base != null) {
            shape = RegisteredShapes.ellipsoidOf(base);
        }
        if (shape == null) {
            throw new IllegalArgumentException(
                    "none of GeodeticCRSGeoKey 2048, GeodeticDatumGeoKey 2050 and EllipsoidGeoKey 2056 names a known ellipsoid");
        }
        return shape;
    }

    private double inverseFlattening(double semiMajor) {
        if (keys.numbers().containsKey(INVERSE_FLATTENING)) {
            return number(keys, INVERSE_FLATTENING);
        }
        if (!keys.numbers().containsKey(SEMI_MINOR)) {
            return 0;
        }
        double semiMinor = number(keys, SEMI_MINOR);
        return semiMinor == semiMajor ? 0 : semiMajor / (semiMajor - semiMinor);
    }

    private double meridian() {
        Integer code = registered(PRIME_MERIDIAN);
        if (code != null) {
            return RegisteredShapes.meridian(code);
        }
        return keys.numbers().containsKey(PRIME_MERIDIAN_LONGITUDE)
                ? number(keys, PRIME_MERIDIAN_LONGITUDE) * degreesPerUnit()
                : 0;
    }

    double degreesPerUnit() {
        Integer code = keys.code(ANGLE_UNIT);
        double radians = code != null && code == GeoKeys.USER_DEFINED
                ? number(keys, ANGLE_UNIT_SIZE)
                : code == null || code == 0 ? Math.toRadians(1) : unit(ANGLE_UNIT, code, "angle");
        if (!(radians > 0)) {
            throw new IllegalArgumentException("GeogAngularUnitSizeGeoKey 2055 must be above 0");
        }
        return WktReader.degrees(1, radians);
    }

    /** A code that is one of the registry, or null. */
    private @Nullable Integer registered(int key) {
        Integer code = keys.code(key);
        return code == null || code == 0 || code == GeoKeys.USER_DEFINED ? null : code;
    }

    static double unit(int key, int code, String kind) {
        Double factor = RegisteredShapes.unit(code, kind);
        if (factor == null) {
            throw new IllegalArgumentException("key %d: unit %d is no %s that is known".formatted(key, code, kind));
        }
        return factor;
    }

    static double number(GeoKeys keys, int key) {
        List<Double> values = keys.numbers().getOrDefault(key, List.of());
        if (values.isEmpty() || !Double.isFinite(values.get(0))) {
            throw new IllegalArgumentException("key %d has no finite number".formatted(key));
        }
        return values.get(0);
    }
}
