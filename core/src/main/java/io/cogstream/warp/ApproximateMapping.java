package io.cogstream.warp;

import io.cogstream.grid.PixelWindow;

/**
 * Evaluates an exact mapping at the nodes of a lattice and interpolates between them, bilinearly, wherever that is close
 * enough. The lattice is anchored at pixel (0, 0) of the array, so the result for a pixel does not depend on the block that
 * it is computed for.
 *
 * <p>A cell is accepted when at its centre and at the middles of its four edges, where the error of a bilinear
 * interpolation of a smooth function is greatest, the interpolated position is within {@link #TOLERANCE} of the exact one.
 * Otherwise it is quartered, down to {@link #SMALLEST} pixels, below which every pixel is exact.
 */
final class ApproximateMapping {
    /** In source pixels; an eighth of the 1/1024 that is allowed, for what the five test points don't see. */
    static final double TOLERANCE = 1.0 / 8192;

    private static final int LARGEST = 64;
    private static final int SMALLEST = 8;

    private final ArrayToSource exact;
    private final PixelWindow block;
    private final SourceGrid source;
    private final int[] columns;
    private final int[] rows;
    private final double[] at = new double[2];

    /**
     * @param block array pixels to compute
     * @param columns receives the source column of each pixel of the block, row by row, or {@link NearestMap#OUTSIDE}
     * @param rows receives the source row, likewise
     */
    ApproximateMapping(ArrayToSource exact, PixelWindow block, SourceGrid source, int[] columns, int[] rows) {
        this.exact = exact;
        this.block = block;
        this.source = source;
        this.columns = columns;
        this.rows = rows;
    }

    void compute() {
        int firstRow = Math.floorDiv(block.row(), LARGEST) * LARGEST;
        int firstColumn = Math.floorDiv(block.column(), LARGEST) * LARGEST;
        for (int row = firstRow; row < block.endRow(); row += LARGEST) {
            for (int column = firstColumn; column < block.endColumn(); column += LARGEST) {
                cell(column, row, LARGEST, corners(column, row, LARGEST));
            }
        }
    }

    /** Source column and row at the cell's corners: top left, top right, bottom left, bottom right. */
    private double[] corners(int column, int row, int size) {
        double[] corners = new double[8];
        for (int k = 0; k < 4; k++) {
            exact.map(column + (k & 1) * size, row + (k >> 1) * size, at);
            corners[2 * k] = at[0];
            corners[2 * k + 1] = at[1];
        }
        return corners;
    }

    private void cell(int column, int row, int size, double[] corners) {
        if (missesBlock(column, row, size)) {
            return;
        }
        if (isAccurate(column, row, size, corners)) {
            interpolate(column, row, size, corners);
        } else if (size > SMALLEST) {
            int half = size / 2;
            for (int k = 0; k < 4; k++) {
                int left = column + (k & 1) * half;
                int top = row + (k >> 1) * half;
                if (!missesBlock(left, top, half)) {
                    cell(left, top, half, corners(left, top, half));
                }
            }
        } else {
            evaluate(column, row, size);
        }
    }

    private boolean missesBlock(int column, int row, int size) {
        return column >= block.endColumn()
                || row >= block.endRow()
                || column + size <= block.column()
                || row + size <= block.row();
    }

    private boolean isAccurate(int column, int row, int size, double[] c) {
        double half = size / 2.0;
        return isClose(column + half, row, (c[0] + c[2]) / 2, (c[1] + c[3]) / 2)
                && isClose(column + half, row + size, (c[4] + c[6]) / 2, (c[5] + c[7]) / 2)
                && isClose(column, row + half, (c[0] + c[4]) / 2, (c[1] + c[5]) / 2)
                && isClose(column + size, row + half, (c[2] + c[6]) / 2, (c[3] + c[7]) / 2)
                && isClose(column + half, row + half, (c[0] + c[2] + c[4] + c[6]) / 4, (c[1] + c[3] + c[5] + c[7]) / 4);
    }

    private boolean isClose(double column, double row, double sourceColumn, double sourceRow) {
        exact.map(column, row, at);
        return Math.abs(at[0] - sourceColumn) <= TOLERANCE && Math.abs(at[1] - sourceRow) <= TOLERANCE;
    }

    private void interpolate(int column, int row, int size, double[] c) {
        int left = Math.max(column, block.column());
        int right = Math.min(column + size, block.endColumn());
        int bottom = Math.min(row + size, block.endRow());
        for (int y = Math.max(row, block.row()); y < bottom; y++) {
            double v = (y + 0.5 - row) / size;
            double startColumn = c[0] + (c[4] - c[0]) * v;
            double startRow = c[1] + (c[5] - c[1]) * v;
            double stepColumn = (c[2] + (c[6] - c[2]) * v - startColumn) / size;
            double stepRow = (c[3] + (c[7] - c[3]) * v - startRow) / size;
            int i = (y - block.row()) * block.width() + left - block.column();
            for (int x = left; x < right; x++, i++) {
                double u = x + 0.5 - column;
                store(i, startColumn + stepColumn * u, startRow + stepRow * u);
            }
        }
    }

    private void evaluate(int column, int row, int size) {
        for (int y = Math.max(row, block.row()); y < Math.min(row + size, block.endRow()); y++) {
            for (int x = Math.max(column, block.column()); x < Math.min(column + size, block.endColumn()); x++) {
                exact.map(x + 0.5, y + 0.5, at);
                store((y - block.row()) * block.width() + x - block.column(), at[0], at[1]);
            }
        }
    }

    /** NaN is outside: it fails every comparison. */
    private void store(int i, double column, double row) {
        if (column >= 0 && column < source.width() && row >= 0 && row < source.height()) {
            columns[i] = (int) column;
            rows[i] = (int) row;
        } else {
            columns[i] = NearestMap.OUTSIDE;
        }
    }
}
