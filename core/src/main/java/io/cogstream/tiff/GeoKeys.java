package io.cogstream.tiff;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The GeoKey directory as it stands, section 7 of <a href="https://docs.ogc.org/is/19-008r4/19-008r4.html">OGC GeoTIFF 1.1</a>.
 *
 * @param codes keys with a short value, by key
 * @param numbers keys with double values, by key
 * @param texts keys with a text, by key, without the closing bar
 */
public record GeoKeys(Map<Integer, Integer> codes, Map<Integer, List<Double>> numbers, Map<Integer, String> texts) {
    public static final int MODEL_TYPE = 1024;
    public static final int RASTER_TYPE = 1025;
    public static final int CITATION = 1026;
    public static final int GEODETIC_CRS = 2048;
    public static final int PROJECTED_CRS = 3072;
    public static final int VERTICAL_CRS = 4096;

    public static final int MODEL_PROJECTED = 1;
    public static final int MODEL_GEOGRAPHIC = 2;
    public static final int PIXEL_IS_POINT = 2;
    public static final int USER_DEFINED = 32767;

    public GeoKeys {
        codes = Map.copyOf(codes);
        numbers = Map.copyOf(numbers);
        texts = Map.copyOf(texts);
    }

    public @Nullable Integer code(int key) {
        return codes.get(key);
    }

    /** Whether tie point and matrix name the centre of the first pixel rather than its corner. */
    public boolean pixelIsPoint() {
        return codes.getOrDefault(RASTER_TYPE, 0) == PIXEL_IS_POINT;
    }

    /** The code that should name the horizontal CRS, as it stands: EPSG, private or user-defined; null if there is none. */
    public @Nullable Integer horizontalCode() {
        Integer projected = codes.get(PROJECTED_CRS);
        int model = codes.getOrDefault(MODEL_TYPE, projected == null ? MODEL_GEOGRAPHIC : MODEL_PROJECTED);
        return switch (model) {
            case MODEL_PROJECTED -> projected;
            case MODEL_GEOGRAPHIC -> codes.get(GEODETIC_CRS);
            default -> null;
        };
    }
}
