package io.cogstream.sample;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.cogstream.raster.DataType;

/** One sample in its own type. Reused for many. */
public final class SampleValue {
    private final byte[] sample = new byte[8];
    private DataType type = DataType.UINT8;
    private long bits;

    void set(DataType nextType, long nextBits) {
        type = nextType;
        bits = nextBits;
        for (int i = 0; i < sample.length; i++) {
            sample[i] = (byte) (nextBits >>> (8 * i));
        }
    }

    public double doubleValue() {
        return type.get(sample, 0);
    }

    /** The value of an integer type; those of uint64 beyond {@link Long#MAX_VALUE} come out negative, with the same bits. */
    public long longValue() {
        int unused = Long.SIZE - Byte.SIZE * type.bytes();
        return switch (type.kind()) {
            case SIGNED -> (bits << unused) >> unused;
            case UNSIGNED -> bits;
            case FLOAT -> throw new IllegalStateException("a " + type.zarrName() + " as an integer");
        };
    }

    /** Integers as such, of a float the shortest decimal that reads as the same float of its size. */
    public String text() {
        return switch (type.kind()) {
            case SIGNED -> Long.toString(longValue());
            case UNSIGNED -> Long.toUnsignedString(bits);
            case FLOAT ->
                type == DataType.FLOAT32
                        ? NumberOutput.toString((float) doubleValue(), true)
                        : NumberOutput.toString(doubleValue(), true);
        };
    }
}
