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

    /** Converts pixels of three bytes, in place. */
    static void toRgb(byte[] pixels, int length) {
        for (int i = 0; i + 2 < length; i += 3) {
            int y = pixels[i] & 0xFF;
            int cb = pixels[i + 1] & 0xFF;
            int cr = pixels[i + 2] & 0xFF;
            pixels[i] = clamp(y + RED[cr]);
            pixels[i + 1] = clamp(y + ((GREEN_OF_BLUE[cb] + GREEN_OF_RED[cr]) >> 16));
            pixels[i + 2] = clamp(y + BLUE[cb]);
        }
    }

    private static byte clamp(int value) {
        return (byte) ((value & ~0xFF) == 0 ? value : ~value >> 31);
    }
}
