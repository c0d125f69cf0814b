package io.cogstream.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Samples of sizes that memory has no type for, to the next type that holds them. */
public final class SampleWidening {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int HALF_BITS = 16;

    private SampleWidening() {}

    /**
     * Widens the samples of a tile.
     *
     * @param data {@link TileLayout#bytes()} bytes: little-endian float16, or integers of 1 to 15 bits, most significant bit
     *     first, whose rows start at whole bytes
     * @return little-endian samples of the layout's type
     */
    public static byte[] widen(byte[] data, TileLayout layout) {
        byte[] samples =
                new byte[layout.rows() * layout.rowSamples() * layout.type().bytes()];
        if (layout.bits() == HALF_BITS) {
            widenHalves(data, samples);
            return samples;
        }
        for (int row = 0; row < layout.rows(); row++) {
            unpackRow(data, row * layout.rowBytes(), samples, row * layout.rowSamples(), layout);
        }
        return samples;
    }

    private static void unpackRow(byte[] data, int from, byte[] samples, int to, TileLayout layout) {
        int bits = layout.bits();
        int mask = (1 << bits) - 1;
        int in = from;
        int buffer = 0;
        int available = 0;
        for (int i = to; i < to + layout.rowSamples(); i++) {
            while (available < bits) {
                buffer = buffer << 8 | (data[in++] & 0xFF);
                available += 8;
            }
            available -= bits;
            int value = buffer >>> available & mask;
            if (layout.type().bytes() == 1) {
                samples[i] = (byte) value;
            } else {
                SHORT.set(samples, 2 * i, (short) value);
            }
        }
    }

    private static void widenHalves(byte[] data, byte[] samples) {
        for (int i = 0; i < samples.length / 4; i++) {
            INT.set(samples, 4 * i, halfToFloatBits((short) SHORT.get(data, 2 * i)));
        }
    }

    /** IEEE 754 binary16 to the bits of the binary32 of the same value; a NaN keeps its payload. */
    static int halfToFloatBits(short half) {
        int sign = half << 16 & 0x8000_0000;
        int exponent = half >> 10 & 0x1F;
        int mantissa = half & 0x3FF;
        if (exponent == 0x1F) {
            return sign | 0x7F80_0000 | mantissa << 13;
        }
        if (exponent == 0) {
            // Subnormal: the mantissa counts units of 2^-24.
            return sign | Float.floatToRawIntBits(mantissa * 0x1p-24f);
        }
        return sign | (exponent + 127 - 15) << 23 | mantissa << 13;
    }
}
