package io.cogstream.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * YCbCr to RGB, section 7 of <a href="https://www.w3.org/Graphics/JPEG/jfif3.pdf">JFIF 1.02</a>, rounded in 16-bit fixed point
 * as every libjpeg does it, so that results are the same to the last bit.
 */
final class Ycbcr {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /**
     * What a chroma value adds to red, blue and green, as three lanes of one word: red from bit 0, blue from bit 16, green from bit 32
     * with 16 bits of fraction. Each lane starts at 256, so that none is ever negative.
     */
    private static final long[] OF_CB = new long[256];

    private static final long[] OF_CR = new long[256];

    /** One in each lane. */
    private static final long ONE = (1L << 48) | (1 << 16) | 1;

    /** Two bits of each lane that are 01 when the value lies in 0 to 255. */
    private static final long RANGE = 3 * (ONE << 8);

    static {
        for (int i = 0; i < 256; i++) {
            long red = share(1.40200, i, 1 << 15) >> 16;
            long blue = share(1.77200, i, 1 << 15) >> 16;
            // Both shares of green are added before they are rounded; one of them carries the half.
            OF_CR[i] = red + 256 + (share(-0.71414, i, 0) << 32);
            OF_CB[i] = ((blue + 256) << 16) + ((share(-0.34414, i, 1 << 15) + (256 << 16)) << 32);
        }
    }

    private Ycbcr() {}

    /** In 16-bit fixed point. */
    private static long share(double factor, int chroma, int half) {
        return Math.round(factor * (1 << 16)) * (chroma - 128) + half;
    }

    /** Converts pixels of three bytes, {@code length} bytes in all. */
    static void toRgb(byte[] ycbcr, byte[] rgb, int length) {
        int i = 0;
        // A word reaches into the next pixel, which overwrites what was stored there.
        for (; i + 4 <= length; i += 3) {
            INT.set(rgb, i, toRgb((int) INT.get(ycbcr, i)));
        }
        for (; i + 3 <= length; i += 3) {
            int pixel = toRgb((ycbcr[i] & 0xFF) | (ycbcr[i + 1] & 0xFF) << 8 | (ycbcr[i + 2] & 0xFF) << 16);
            rgb[i] = (byte) pixel;
            rgb[i + 1] = (byte) (pixel >> 8);
            rgb[i + 2] = (byte) (pixel >> 16);
        }
    }

    /** One pixel, from its least significant byte on; the fourth byte is ignored. */
    private static int toRgb(int pixel) {
        long sums = (pixel & 0xFF) * ONE + OF_CB[pixel >>> 8 & 0xFF] + OF_CR[pixel >>> 16 & 0xFF];
        if ((sums & RANGE) == ONE << 8) {
            return (int) (sums & 0xFF00FF) | (int) (sums >>> 40 & 0xFF00);
        }
        return clamp(sums) | clamp(sums >>> 48) << 8 | clamp(sums >>> 16) << 16;
    }

    /** A lane's value, without its start. */
    private static int clamp(long lane) {
        return Math.max(0, Math.min(255, (int) (lane & 0x3FF) - 256));
    }
}
