package io.cogstream.codec;

/**
 * YCbCr to RGB, section 7 of <a href="https://www.w3.org/Graphics/JPEG/jfif3.pdf">JFIF 1.02</a>, rounded in 16-bit fixed point
 * as every libjpeg does it, so that results are the same to the last bit.
 */
final class Ycbcr {
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
        for (int i = 0; i + 2 < length; i += 3) {
            int y = ycbcr[i] & 0xFF;
            int cb = ycbcr[i + 1] & 0xFF;
            int cr = ycbcr[i + 2] & 0xFF;
            int red = y + RED[cr];
            int green = y + ((GREEN_OF_BLUE[cb] + GREEN_OF_RED[cr]) >> 16);
            int blue = y + BLUE[cb];
            if (((red | green | blue) & ~0xFF) != 0) {
                red = clamp(red);
                green = clamp(green);
                blue = clamp(blue);
            }
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
