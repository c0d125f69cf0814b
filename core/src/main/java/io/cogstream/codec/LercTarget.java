package io.cogstream.codec;

import io.cogstream.raster.DataType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where the values of a blob go.
 *
 * @param samples little-endian samples of the tile
 * @param type of the samples, which is the blob's too
 * @param stride samples from one pixel to the next
 * @param first sample of a pixel that the blob's first value fills
 */
record LercTarget(byte[] samples, DataType type, int stride, int first) {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Index of the first value of a pixel. */
    int index(int pixel) {
        return pixel * stride + first;
    }

    double get(int index) {
        return type.get(samples, index);
    }

    /** Stores a value as C's cast does: what lies behind the point is cut off. */
    void set(int index, double value) {
        switch (type) {
            case INT8, UINT8 -> samples[index] = (byte) (int) value;
            case INT16, UINT16 -> SHORT.set(samples, 2 * index, (short) (int) value);
            case INT32, UINT32 -> INT.set(samples, 4 * index, (int) (long) value);
            case FLOAT32 -> INT.set(samples, 4 * index, Float.floatToRawIntBits((float) value));
            case FLOAT64 -> LONG.set(samples, 8 * index, Double.doubleToRawLongBits(value));
            case INT64, UINT64 -> throw new IllegalArgumentException("LERC has no " + type.zarrName());
        }
    }

    /** Copies little-endian values that stand side by side. */
    void copy(LercInput in, int index, int values) throws CodecException {
        int from = in.position();
        in.skip(values * type.bytes());
        System.arraycopy(in.bytes(), from, samples, index * type.bytes(), values * type.bytes());
    }
}
