package io.cogstream.mosaic;

import io.cogstream.raster.DataType;

/** Moves runs of samples between types. */
final class Samples {
    private Samples() {}

    /** A row that holds {@code value} everywhere. */
    static byte[] filled(DataType type, int width, double value) {
        byte[] row = new byte[width * type.bytes()];
        for (int x = 0; x < width; x++) {
            type.set(row, x, value);
        }
        return row;
    }

    /** Copies {@code count} samples, rounding and clamping where the target type is narrower. */
    static void copy(
            DataType from, byte[] source, int sourceIndex, DataType to, byte[] target, int targetIndex, int count) {
        if (from == to) {
            int size = from.bytes();
            System.arraycopy(source, sourceIndex * size, target, targetIndex * size, count * size);
            return;
        }
        for (int i = 0; i < count; i++) {
            to.set(target, targetIndex + i, from.get(source, sourceIndex + i));
        }
    }

    /** Reads {@code into.length} samples as doubles. */
    static void toDoubles(DataType type, byte[] samples, double[] into) {
        for (int x = 0; x < into.length; x++) {
            into[x] = type.get(samples, x);
        }
    }
}
