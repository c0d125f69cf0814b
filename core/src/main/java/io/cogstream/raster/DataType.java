package io.cogstream.raster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The type of one sample. In memory samples are always little-endian bytes, so that moving a pixel needs only its {@link
 * #bytes() size} and Zarr's {@code bytes} codec needs no conversion.
 */
public enum DataType {
    INT8(1, Kind.SIGNED),
    UINT8(1, Kind.UNSIGNED),
    INT16(2, Kind.SIGNED),
    UINT16(2, Kind.UNSIGNED),
    INT32(4, Kind.SIGNED),
    UINT32(4, Kind.UNSIGNED),
    INT64(8, Kind.SIGNED),
    UINT64(8, Kind.UNSIGNED),
    FLOAT32(4, Kind.FLOAT),
    FLOAT64(8, Kind.FLOAT);

    /** How the bits of a sample are read. */
    public enum Kind {
        SIGNED,
        UNSIGNED,
        FLOAT
    }

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int bytes;
    private final Kind kind;

    DataType(int bytes, Kind kind) {
        this.bytes = bytes;
        this.kind = kind;
    }

    /** Size of one sample in bytes: 1, 2, 4 or 8. */
    public int bytes() {
        return bytes;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isFloat() {
        return kind == Kind.FLOAT;
    }

    /** The name that numpy and Zarr v3 use, such as {@code uint16}. */
    public String zarrName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type that numpy and Zarr v3 call {@code name}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DataType ofName(String name) {
        for (DataType type : values()) {
            if (type.zarrName().equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException("unknown data type '" + name + "'; known are " + names());
    }

    private static String names() {
        StringBuilder names = new StringBuilder();
        for (DataType type : values()) {
            names.append(names.length() == 0 ? "" : ", ").append(type.zarrName());
        }
        return names.toString();
    }

    /** Smallest value of the type; for 64-bit integers the nearest double. */
    public double min() {
        return switch (this) {
            case INT8 -> Byte.MIN_VALUE;
            case INT16 -> Short.MIN_VALUE;
            case INT32 -> Integer.MIN_VALUE;
            case INT64 -> Long.MIN_VALUE;
            case UINT8, UINT16, UINT32, UINT64 -> 0;
            case FLOAT32 -> -Float.MAX_VALUE;
            case FLOAT64 -> -Double.MAX_VALUE;
        };
    }

    /** Largest value of the type; for 64-bit integers the nearest double. */
    public double max() {
        return switch (this) {
            case INT8 -> Byte.MAX_VALUE;
            case UINT8 -> 0xFF;
            case INT16 -> Short.MAX_VALUE;
            case UINT16 -> 0xFFFF;
            case INT32 -> Integer.MAX_VALUE;
            case UINT32 -> 0xFFFF_FFFFL;
            case INT64 -> Long.MAX_VALUE;
            case UINT64 -> 0x1p64;
            case FLOAT32 -> Float.MAX_VALUE;
            case FLOAT64 -> Double.MAX_VALUE;
        };
    }

    /** Whether {@code value} can be stored without change. NaN and the infinities fit floats only. */
    public boolean holds(double value) {
        if (kind != Kind.FLOAT) {
            return value == Math.rint(value) && value >= min() && (bytes == 8 ? value < max() : value <= max());
        }
        return this == FLOAT64 || Double.isNaN(value) || (double) (float) value == value;
    }

    /** What the type holds in place of {@code value}: float32 the nearest of its own, others the value; null if nothing. */
    public @Nullable Double nearest(double value) {
        if (this != FLOAT32) {
            return holds(value) ? (Double) value : null;
        }
        float rounded = (float) value;
        return Float.isInfinite(rounded) && !Double.isInfinite(value) ? null : (Double) (double) rounded;
    }

    /** Whether every value of {@code source} can be stored in this type without change (numpy's safe cast). */
    public boolean holdsAll(DataType source) {
        if (this == source) {
            return true;
        }
        return switch (kind) {
            case FLOAT -> (source.isFloat() || bytes == 8) ? bytes >= source.bytes : bytes > source.bytes;
            case SIGNED -> source.kind != Kind.FLOAT && bytes > source.bytes;
            case UNSIGNED -> source.kind == Kind.UNSIGNED && bytes > source.bytes;
        };
    }

    /**
     * Reads one sample as a double.
     *
     * @param samples little-endian samples of this type
     * @param index which sample, counted from 0
     */
    public double get(byte[] samples, int index) {
        return switch (this) {
            case INT8 -> samples[index];
            case UINT8 -> samples[index] & 0xFF;
            case INT16 -> (short) SHORT.get(samples, index << 1);
            case UINT16 -> (short) SHORT.get(samples, index << 1) & 0xFFFF;
            case INT32 -> (int) INT.get(samples, index << 2);
            case UINT32 -> (int) INT.get(samples, index << 2) & 0xFFFF_FFFFL;
            case INT64 -> (long) LONG.get(samples, index << 3);
            case UINT64 -> unsignedToDouble((long) LONG.get(samples, index << 3));
            case FLOAT32 -> Float.intBitsToFloat((int) INT.get(samples, index << 2));
            case FLOAT64 -> Double.longBitsToDouble((long) LONG.get(samples, index << 3));
        };
    }

    /**
     * Stores one sample. Integers are rounded half up and clamped to the type's range, NaN becomes 0: GDAL's rule for a
     * narrowing cast.
     *
     * @param samples little-endian samples of this type
     * @param index which sample, counted from 0
     */
    public void set(byte[] samples, int index, double value) {
        switch (this) {
            case INT8, UINT8 -> samples[index] = (byte) (long) rounded(value);
            case INT16, UINT16 -> SHORT.set(samples, index << 1, (short) (long) rounded(value));
            case INT32, UINT32 -> INT.set(samples, index << 2, (int) (long) rounded(value));
            case INT64 -> LONG.set(samples, index << 3, (long) rounded(value));
            case UINT64 -> LONG.set(samples, index << 3, doubleToUnsigned(rounded(value)));
            case FLOAT32 -> INT.set(samples, index << 2, Float.floatToRawIntBits((float) value));
            case FLOAT64 -> LONG.set(samples, index << 3, Double.doubleToRawLongBits(value));
        }
    }

    private double rounded(double value) {
        return Math.min(max(), Math.max(min(), Math.floor((Double.isNaN(value) ? 0 : value) + 0.5)));
    }

    private static double unsignedToDouble(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    private static long doubleToUnsigned(double value) {
        return value < 0x1p63 ? (long) value : value >= 0x1p64 ? -1L : (long) (value - 0x1p63) ^ Long.MIN_VALUE;
    }
}
