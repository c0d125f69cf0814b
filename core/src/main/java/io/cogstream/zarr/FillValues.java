package io.cogstream.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cogstream.raster.DataType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Nodata in the two forms that JSON metadata has for it. */
final class FillValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FillValues() {}

    /**
     * Zarr v3's {@code fill_value}: a number, or one of {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}. See <a
     * href="https://zarr-specs.readthedocs.io/en/latest/v3/data-types/index.html#permitted-fill-values">the
     * specification</a>.
     */
    static JsonNode zarr(DataType type, double value) {
        if (!type.isFloat()) {
            return JSON.numberNode(new BigDecimal(value).toBigIntegerExact());
        }
        return Double.isFinite(value) ? JSON.numberNode(value) : JSON.textNode(Double.toString(value));
    }

    /**
     * The attribute {@code _FillValue}, from which xarray masks: integers as numbers, floats as the base64 text of a
     * little-endian double. See xarray's <a
     * href="https://docs.xarray.dev/en/stable/internals/zarr-encoding-spec.html">Zarr encoding specification</a>.
     */
    static JsonNode xarray(DataType type, double value) {
        if (!type.isFloat()) {
            return zarr(type, value);
        }
        byte[] bytes = ByteBuffer.allocate(Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(value)
                .array();
        return JSON.textNode(Base64.getEncoder().encodeToString(bytes));
    }

    /** Undoes {@link #zarr}. */
    static double parse(JsonNode fillValue) {
        return fillValue.isTextual() ? Double.parseDouble(fillValue.textValue()) : fillValue.doubleValue();
    }
}
