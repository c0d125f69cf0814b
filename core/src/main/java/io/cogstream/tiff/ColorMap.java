package io.cogstream.tiff;

import org.jspecify.annotations.Nullable;

/**
 * Colours of a palette image, by pixel value: red, green and blue of 0 to 255 in {@code 0xRRGGBB}. Pixels stay indices.
 *
 * @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0, section 5, ColorMap (320)</a>
 */
public record ColorMap(int[] colors) {
    private static final int MOST_BITS = 8;

    /** Most values of the tag that are read: of three colours with 256 entries. */
    static final int MAX_VALUES = 3 << MOST_BITS;

    /** All red values, then all green, then all blue, each of 16 bits. */
    static @Nullable ColorMap of(long @Nullable [] values) {
        if (values == null || values.length % 3 != 0 || values.length == 0) {
            return null;
        }
        int count = values.length / 3;
        // As GDAL does: some writers leave 8 bits where 16 should be.
        long most = 0;
        for (long value : values) {
            most = Math.max(most, value);
        }
        int divisor = most > 255 ? 257 : 1;
        int[] colors = new int[count];
        for (int i = 0; i < count; i++) {
            long red = values[i] / divisor;
            long green = values[count + i] / divisor;
            long blue = values[2 * count + i] / divisor;
            colors[i] = (int) (red << 16 | green << 8 | blue);
        }
        return new ColorMap(colors);
    }
}
