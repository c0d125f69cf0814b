package io.cogstream.warp;

import io.cogstream.grid.PixelWindow;
import org.jspecify.annotations.Nullable;

/** A map that keeps one source position per array pixel. */
final class DenseMap implements NearestMap {
    private final int width;
    private final int height;
    private final int[] indices;
    private final @Nullable PixelWindow window;
    private final @Nullable PixelWindow[] cells;
    private final boolean[] covered;

    /**
     * @param columns source column of each array pixel, row by row, or {@link #OUTSIDE}
     * @param rows source row of each array pixel; reused as the map's own memory
     */
    DenseMap(int width, int height, int[] columns, int[] rows) {
        this.width = width;
        this.height = height;
        this.cells = new PixelWindow[cellsAcross() * cellsDown()];
        this.covered = new boolean[cells.length];
        for (int cell = 0; cell < cells.length; cell++) {
            measure(cell, columns, rows);
        }
        Bounds all = new Bounds();
        for (PixelWindow cell : cells) {
            all.add(cell);
        }
        this.window = all.window();
        this.indices = window == null ? new int[0] : intoWindow(window, columns, rows);
    }

    private void measure(int cell, int[] columns, int[] rows) {
        int top = cell / cellsAcross() * CELL;
        int left = cell % cellsAcross() * CELL;
        int bottom = Math.min(height, top + CELL);
        int right = Math.min(width, left + CELL);
        Bounds bounds = new Bounds();
        boolean all = true;
        for (int y = top; y < bottom; y++) {
            for (int i = y * width + left; i < y * width + right; i++) {
                if (columns[i] == OUTSIDE) {
                    all = false;
                } else {
                    bounds.add(columns[i], rows[i]);
                }
            }
        }
        cells[cell] = bounds.window();
        covered[cell] = all;
    }

    private static int[] intoWindow(PixelWindow window, int[] columns, int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = columns[i] == OUTSIDE
                    ? OUTSIDE
                    : (rows[i] - window.row()) * window.width() + columns[i] - window.column();
        }
        return rows;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public @Nullable PixelWindow window() {
        return window;
    }

    @Override
    public @Nullable PixelWindow sourceOf(int cellRow, int cellColumn) {
        return cells[cellRow * cellsAcross() + cellColumn];
    }

    @Override
    public boolean covers(int cellRow, int cellColumn) {
        return covered[cellRow * cellsAcross() + cellColumn];
    }

    @Override
    public void row(int row, int[] into) {
        if (window == null) {
            java.util.Arrays.fill(into, 0, width, OUTSIDE);
        } else {
            System.arraycopy(indices, row * width, into, 0, width);
        }
    }

    /** Memory of a map of that size that meets its source. */
    static long bytes(int width, int height) {
        long cells = (long) ((width + CELL - 1) / CELL) * ((height + CELL - 1) / CELL);
        return 4L * width * height + 48L * cells + 64;
    }

    @Override
    public long bytes() {
        return 4L * indices.length + 48L * cells.length + 64;
    }
}
