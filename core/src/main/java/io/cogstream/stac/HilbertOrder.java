package io.cogstream.stac;

import java.util.Arrays;

/** Orders boxes by time step, then by their centre's place on a Hilbert curve over the world. */
final class HilbertOrder {
    private static final int BITS = 15;

    private HilbertOrder() {}

    /**
     * The order as a permutation; ties keep their order.
     *
     * @param items item of each box
     * @param steps step of each item
     * @param corners west, south, east, north of each box, in degrees
     */
    static int[] of(int[] items, int[] steps, double[] corners) {
        int count = items.length;
        long[] bySteps = new long[count];
        for (int i = 0; i < count; i++) {
            bySteps[i] = ((long) steps[items[i]] << 32) | i;
        }
        Arrays.sort(bySteps);
        long[] keys = new long[count];
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (bySteps[i] >>> 32 != bySteps[start] >>> 32) {
                Arrays.sort(keys, start, i);
                start = i;
            }
            int box = (int) bySteps[i];
            keys[i] = ((long) place(corners, 4 * box) << 32) | box;
        }
        Arrays.sort(keys, start, count);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private static int place(double[] corners, int at) {
        return place(
                cell((corners[at] + corners[at + 2]) / 2, 360), cell((corners[at + 1] + corners[at + 3]) / 2, 180));
    }

    private static int cell(double degrees, double span) {
        double cells = 1 << BITS;
        return (int) Math.max(0, Math.min(cells - 1, Math.floor((degrees / span + 0.5) * cells)));
    }

    /**
     * Distance along the curve of a cell, both coordinates of 15 bits.
     *
     * @see <a href="https://en.wikipedia.org/wiki/Hilbert_curve#Applications_and_mapping_algorithms">xy2d</a>
     */
    private static int place(int column, int row) {
        int x = column;
        int y = row;
        int distance = 0;
        for (int side = 1 << (BITS - 1); side > 0; side >>= 1) {
            int right = (x & side) == 0 ? 0 : 1;
            int up = (y & side) == 0 ? 0 : 1;
            distance += side * side * ((3 * right) ^ up);
            if (up == 0) {
                int turned = right == 1 ? side - 1 - (x & (side - 1)) : x & (side - 1);
                x = right == 1 ? side - 1 - (y & (side - 1)) : y & (side - 1);
                y = turned;
            }
        }
        return distance;
    }
}
