package io.cogstream.operators.source;

/**
 * Order in which consecutive cells of a grid are neighbours. A grid is covered by squares in a row, each walked along a
 * <a href="https://en.wikipedia.org/wiki/Hilbert_curve">Hilbert curve</a> that ends beside the next one's start; cells
 * outside the grid are left out.
 */
final class HilbertCurve {
    private HilbertCurve() {}

    /**
     * Cells of a grid along the curve.
     *
     * @param rows at least 1
     * @param columns at least 1
     * @return {@code row * columns + column} of each cell, every cell once
     */
    static int[] order(int rows, int columns) {
        int[] cells = new int[Math.multiplyExact(rows, columns)];
        boolean wide = columns >= rows;
        int length = Math.max(rows, columns);
        int breadth = Math.min(rows, columns);
        int side = powerOfTwoFrom(breadth);
        int count = 0;
        for (int start = 0; start < length; start += side) {
            for (long distance = 0; distance < (long) side * side; distance++) {
                long cell = cell(side, distance);
                int along = start + (int) (cell >>> 32);
                int across = (int) cell;
                if (along < length && across < breadth) {
                    cells[count++] = wide ? across * columns + along : along * columns + across;
                }
            }
        }
        return cells;
    }

    private static int powerOfTwoFrom(int number) {
        int highest = Integer.highestOneBit(number);
        return highest == number ? number : highest * 2;
    }

    /**
     * The cell that is {@code distance} steps along the curve from (0, 0) to (side - 1, 0): the first coordinate in the upper
     * half, the second in the lower.
     */
    private static long cell(int side, long distance) {
        long first = 0;
        long second = 0;
        long rest = distance;
        for (long step = 1; step < side; step *= 2) {
            long onFirst = 1 & (rest / 2);
            long onSecond = 1 & (rest ^ onFirst);
            if (onSecond == 0) {
                if (onFirst == 1) {
                    first = step - 1 - first;
                    second = step - 1 - second;
                }
                long swapped = first;
                first = second;
                second = swapped;
            }
            first += step * onFirst;
            second += step * onSecond;
            rest /= 4;
        }
        return first << 32 | second;
    }
}
