package io.cogstream.raster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Finds samples that equal the nodata value; NaN equals NaN. A nodata that the type can't hold matches nothing. Loops are
 * written per sample size, so that the virtual machine can unroll them.
 */
public final class NodataTest {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final DataType type;
    private final boolean matchesNothing;
    private final double nodata;
    private final long bits;

    public NodataTest(DataType type, @Nullable Double nodata) {
        this.type = type;
        Double held = nodata == null ? null : type.nearest(nodata);
        this.matchesNothing = held == null;
        this.nodata = held == null ? 0 : held;
        byte[] sample = new byte[8];
        if (!matchesNothing) {
            type.set(sample, 0, this.nodata);
        }
        this.bits = (long) LONG.get(sample, 0);
    }

    /** Whether no sample can match. */
    public boolean matchesNothing() {
        return matchesNothing;
    }

    /**
     * Clears {@code valid} for each of the first {@code count} samples that matches.
     *
     * @param samples little-endian
     */
    public void clearMatches(byte[] samples, boolean[] valid, int count) {
        if (matchesNothing) {
            return;
        }
        if (type.isFloat()) {
            clearFloats(samples, valid, count);
            return;
        }
        switch (type.bytes()) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    valid[i] &= samples[i] != (byte) bits;
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    valid[i] &= (short) SHORT.get(samples, i << 1) != (short) bits;
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    valid[i] &= (int) INT.get(samples, i << 2) != (int) bits;
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    valid[i] &= (long) LONG.get(samples, i << 3) != bits;
                }
            }
        }
    }

    private void clearFloats(byte[] samples, boolean[] valid, int count) {
        boolean nan = Double.isNaN(nodata);
        for (int i = 0; i < count; i++) {
            double value = type.get(samples, i);
            valid[i] &= nan ? !Double.isNaN(value) : value != nodata;
        }
    }

    /** Whether one of {@code count} samples from {@code first} on matches. */
    public boolean anyMatch(byte[] samples, int first, int count) {
        if (matchesNothing) {
            return false;
        }
        if (type == DataType.UINT16 || type == DataType.INT16) {
            for (int i = first; i < first + count; i++) {
                if ((short) SHORT.get(samples, i << 1) == (short) bits) {
                    return true;
                }
            }
            return false;
        }
        boolean nan = Double.isNaN(nodata);
        for (int i = first; i < first + count; i++) {
            double value = type.get(samples, i);
            if (nan ? Double.isNaN(value) : value == nodata) {
                return true;
            }
        }
        return false;
    }
}
