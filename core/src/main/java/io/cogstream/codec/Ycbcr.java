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
    private static final int[] RED = table(1.40200, 1 << 15, 16);
    private static final int[] BLUE = table(1.77200, 1 << 15, 16);

    /** Both shares of green are added before they are rounded; one of them carries the half. */
    private static final int[] GREEN_OF_RED = table(-0.71414, 0, 0);

    private static final int[] GREEN_OF_BLUE = table(-0.34414, 1 << 15, 0);

    private Ycbcr() {}

    private static int[] table(double factor, int half, int shift) {
        int fixed = (int) Math.round(factor * (1 << 16));
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            table[i] = (fixed * (i - 128) + half) >> shift;
        }
        return table;
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
        int y = pixel & 0xFF;
        int cb = pixel >>> 8 & 0xFF;
        int cr = pixel >>> 16 & 0xFF;
        int red = y + RED[cr];
        int green = y + ((GREEN_OF_BLUE[cb] + GREEN_OF_RED[cr]) >> 16);
        int blue = y + BLUE[cb];
        if (((red | green | blue) & ~0xFF) != 0) {
            red = clamp(red);
            green = clamp(green);
            blue = clamp(blue);
        }
        return red | green << 8 | blue << 16;
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
