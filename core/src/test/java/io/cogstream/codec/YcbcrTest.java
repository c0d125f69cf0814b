package io.cogstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class YcbcrTest {
    /** Every colour that there is, against JFIF's formulas in libjpeg's fixed point, one by one. */
    @Test
    void convertsEveryColour() {
        byte[] ycbcr = new byte[3 * 256 * 256];
        byte[] rgb = new byte[ycbcr.length];
        byte[] expected = new byte[ycbcr.length];
        for (int y = 0; y < 256; y++) {
            for (int pixel = 0; pixel < 1 << 16; pixel++) {
                int cb = pixel & 0xFF;
                int cr = pixel >> 8;
                ycbcr[3 * pixel] = (byte) y;
                ycbcr[3 * pixel + 1] = (byte) cb;
                ycbcr[3 * pixel + 2] = (byte) cr;
                expected[3 * pixel] = clamped(y + ((91881 * (cr - 128) + 32768) >> 16));
                expected[3 * pixel + 1] = clamped(y + ((-22554 * (cb - 128) - 46802 * (cr - 128) + 32768) >> 16));
                expected[3 * pixel + 2] = clamped(y + ((116130 * (cb - 128) + 32768) >> 16));
            }
            Ycbcr.toRgb(ycbcr, rgb, ycbcr.length);
            assertThat(rgb).as("luma %d", y).isEqualTo(expected);
        }
    }

    private static byte clamped(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
