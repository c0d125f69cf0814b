package io.cogstream.proj.text;

import io.cogstream.proj.text.SystemDescription.Conversion;
import io.cogstream.tiff.GeoKeys;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CRS from GeoKeys that have no code for it: <a href="https://docs.ogc.org/is/19-008r4/19-008r4.html">OGC GeoTIFF
 * 1.1</a>, annexes C and D, with methods numbered as in GeoTIFF 1.0, section 6.3.3.3. ESRI's writers put WKT into a
 * citation, which is read where the keys do not suffice.
 */
public final class GeoKeyReader {
    private static final String ESRI_MARK = "ESRI PE String = ";
    private static final int PROJECTED_CITATION = 3073;
    private static final int GEODETIC_CITATION = 2049;
    private static final int CONVERSION = 3074;
    private static final int METHOD = 3075;
    private static final int LENGTH_UNIT = 3076;
    private static final int LENGTH_UNIT_SIZE = 3077;
    private static final int FIRST_UTM_NORTH = 16001;
    private static final int FIRST_UTM_SOUTH = 16101;
    private static final int UTM_ZONES = 60;

    private record Key(int number, Parameter parameter) {}

    /** In the order in which they take precedence where a file has several for one parameter. */
    private static final List<Key> PARAMETERS = List.of(
            new Key(3078, Parameter.PARALLEL_1),
            new Key(3079, Parameter.PARALLEL_2),
            new Key(3081, Parameter.LATITUDE_OF_ORIGIN),
            new Key(3085, Parameter.LATITUDE_OF_ORIGIN),
            new Key(3089, Parameter.LATITUDE_OF_ORIGIN),
            new Key(3095, Parameter.LONGITUDE_OF_ORIGIN),
            new Key(3080, Parameter.LONGITUDE_OF_ORIGIN),
            new Key(3084, Parameter.LONGITUDE_OF_ORIGIN),
            new Key(3088, Parameter.LONGITUDE_OF_ORIGIN),
            new Key(3082, Parameter.FALSE_EASTING),
            new Key(3086, Parameter.FALSE_EASTING),
            new Key(3090, Parameter.FALSE_EASTING),
            new Key(3083, Parameter.FALSE_NORTHING),
            new Key(3087, Parameter.FALSE_NORTHING),
            new Key(3091, Parameter.FALSE_NORTHING),
            new Key(3092, Parameter.SCALE),
            new Key(3093, Parameter.SCALE),
            new Key(3094, Parameter.AZIMUTH),
            new Key(3096, Parameter.RECTIFIED_ANGLE));

    private static final Map<Integer, String> METHODS = Map.ofEntries(
            Map.entry(1, "Transverse_Mercator"),
            Map.entry(3, "Hotine_Oblique_Mercator"),
            Map.entry(7, "Mercator"),
            Map.entry(8, "Lambert_Conformal_Conic_2SP"),
            Map.entry(9, "Lambert_Conformal_Conic_1SP"),
            Map.entry(10, "Lambert_Azimuthal_Equal_Area"),
            Map.entry(11, "Albers_Conic_Equal_Area"),
            Map.entry(12, "Azimuthal_Equidistant"),
            Map.entry(14, "Stereographic"),
            Map.entry(15, "Polar_Stereographic"),
            Map.entry(16, "Oblique_Stereographic"),
            Map.entry(17, "Equirectangular"),
            Map.entry(23, "Robinson"),
            Map.entry(24, "Sinusoidal"),
            Map.entry(27, "Transverse_Mercator_South_Orientated"),
            Map.entry(28, "Cylindrical_Equal_Area"),
            Map.entry(9815, "Hotine_Oblique_Mercator_Azimuth_Center"));

    private GeoKeyReader() {}

    /** @throws IllegalArgumentException if the keys describe no horizontal CRS that is read; the message names the key */
    public static SystemDescription read(GeoKeys keys) {
        try {
            return ofKeys(keys);
        } catch (IllegalArgumentException e) {
            String text = esriText(keys);
            if (text == null) {
                throw e;
            }
            return WktReader.read(text);
        }
    }

    private static @Nullable String esriText(GeoKeys keys) {
        for (int key : new int[] {PROJECTED_CITATION, GeoKeys.CITATION, GEODETIC_CITATION}) {
            String citation = keys.texts().getOrDefault(key, "");
            int mark = citation.indexOf(ESRI_MARK);
            if (mark >= 0) {
                return citation.substring(mark + ESRI_MARK.length()).trim();
            }
        }
        return null;
    }

    private static SystemDescription ofKeys(GeoKeys keys) {
        Integer model = keys.code(GeoKeys.MODEL_TYPE);
        boolean hasMethod = keys.codes().containsKey(METHOD) || keys.codes().containsKey(CONVERSION);
        if (model != null && model != GeoKeys.MODEL_PROJECTED && model != GeoKeys.MODEL_GEOGRAPHIC) {
            throw new IllegalArgumentException(
                    "GTModelTypeGeoKey 1024 is %d, which is no horizontal CRS".formatted(model));
        }
        GeodeticKeys geodetic = new GeodeticKeys(keys);
        boolean projected = model == null ? hasMethod : model == GeoKeys.MODEL_PROJECTED;
        String name = keys.texts().getOrDefault(projected ? PROJECTED_CITATION : GEODETIC_CITATION, "");
        double unit = projected ? lengthUnit(keys) : geodetic.degreesPerUnit();
        return new SystemDescription(
                name.isEmpty() || name.contains("=") ? "unnamed" : name,
                null,
                geodetic.read(),
                projected ? conversion(keys, geodetic.degreesPerUnit(), unit) : null,
                unit,
                List.of(),
                null);
    }

    private static double lengthUnit(GeoKeys keys) {
        Integer code = keys.code(LENGTH_UNIT);
        if (code == null || code != GeoKeys.USER_DEFINED) {
            return code == null || code == 0 ? 1 : GeodeticKeys.unit(LENGTH_UNIT, code, "length");
        }
        double size = GeodeticKeys.number(keys, LENGTH_UNIT_SIZE);
        if (!(size > 0)) {
            throw new IllegalArgumentException("ProjLinearUnitSizeGeoKey 3077 must be above 0");
        }
        return size;
    }

    private static Conversion conversion(GeoKeys keys, double degrees, double metres) {
        Integer code = keys.code(CONVERSION);
        if (code != null && code != 0 && code != GeoKeys.USER_DEFINED) {
            return zone(code);
        }
        Integer method = keys.code(METHOD);
        String name = method == null ? null : METHODS.get(method);
        if (name == null) {
            throw new IllegalArgumentException(
                    method == null
                            ? "neither ProjectedCRSGeoKey 3072 nor ProjMethodGeoKey 3075 says which CRS it is"
                            : "ProjMethodGeoKey 3075: projection method %d is not read".formatted(method));
        }
        Map<Parameter, Double> values = new EnumMap<>(Parameter.class);
        for (Key key : PARAMETERS) {
            if (keys.numbers().containsKey(key.number())) {
                double value = GeodeticKeys.number(keys, key.number());
                values.putIfAbsent(
                        key.parameter(),
                        switch (key.parameter().kind()) {
                            case ANGLE -> value * degrees;
                            case LENGTH -> value * metres;
                            case FACTOR -> value;
                        });
            }
        }
        return new Conversion(name, 0, values);
    }

    private static Conversion zone(int code) {
        boolean north = code >= FIRST_UTM_NORTH && code < FIRST_UTM_NORTH + UTM_ZONES;
        boolean south = code >= FIRST_UTM_SOUTH && code < FIRST_UTM_SOUTH + UTM_ZONES;
        if (!north && !south) {
            throw new IllegalArgumentException(
                    "ProjectionGeoKey 3074: conversion %d is not read, zones of UTM are".formatted(code));
        }
        int zone = code - (north ? FIRST_UTM_NORTH : FIRST_UTM_SOUTH) + 1;
        return new Conversion(
                "Transverse_Mercator",
                0,
                Map.of(
                        Parameter.LONGITUDE_OF_ORIGIN,
                        zone * 6.0 - 183,
                        Parameter.SCALE,
                        0.9996,
                        Parameter.FALSE_EASTING,
                        500_000.0,
                        Parameter.FALSE_NORTHING,
                        north ? 0 : 10_000_000.0));
    }
}
