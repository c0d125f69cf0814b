package io.cogstream.warp;

import io.cogstream.grid.PixelWindow;
import org.jspecify.annotations.Nullable;

/** A map between grids of the same CRS and orientation: one source column per array column, one source row per row. */
final class SeparableMap implements NearestMap {
    private final int[] columns;
    private final int[] rows;
    private final @Nullable PixelWindow window;

    /**
     * @param columns source column of each array column, or {@link #OUTSIDE}
     * @param rows source row of each array row, or {@link #OUTSIDE}
     */
    SeparableMap(int[] columns, int[] rows) {
        this.columns = columns;
        this.rows = rows;
        this.window = window(0, rows.length, 0, columns.length);
    }

    static SeparableMap of(ArrayToSource mapping, PixelWindow block, SourceGrid source) {
        double[] at = new double[2];
        int[] columns = new int[block.width()];
        for (int i = 0; i < columns.length; i++) {
            mapping.map(block.column() + i + 0.5, block.row() + 0.5, at);
            columns[i] = inside(at[0], source.width());
        }
        int[] rows = new int[block.height()];
        for (int i = 0; i < rows.length; i++) {
            mapping.map(block.column() + 0.5, block.row() + i + 0.5, at);
            rows[i] = inside(at[1], source.height());
        }
        return new SeparableMap(columns, rows);
    }

    private static int inside(double position, int size) {
        return position >= 0 && position < size ? (int) position : OUTSIDE;
    }

    @Override
    public int width() {
        return columns.length;
    }

    @Override
    public int height() {
        return rows.length;
    }

    @Override
    public @Nullable PixelWindow window() {
        return window;
    }

    @Override
    public @Nullable PixelWindow sourceOf(int cellRow, int cellColumn) {
        return window(cellRow * CELL, rowEnd(cellRow), cellColumn * CELL, columnEnd(cellColumn));
    }

    @Override
    public boolean covers(int cellRow, int cellColumn) {
        return allInside(rows, cellRow * CELL, rowEnd(cellRow))
                && allInside(columns, cellColumn * CELL, columnEnd(cellColumn));
    }

    @Override
    public void row(int row, int[] indices) {
        if (window == null || rows[row] == OUTSIDE) {
            java.util.Arrays.fill(indices, 0, columns.length, OUTSIDE);
            return;
        }
        int start = (rows[row] - window.row()) * window.width() - window.column();
        for (int i = 0; i < columns.length; i++) {
            indices[i] = columns[i] == OUTSIDE ? OUTSIDE : start + columns[i];
        }
    }

    @Override
    public long bytes() {
        return bytes(columns.length, rows.length);
    }

    static long bytes(int width, int height) {
        return 4L * (width + height) + 64;
    }

    private int rowEnd(int cellRow) {
        return Math.min(rows.length, (cellRow + 1) * CELL);
    }

    private int columnEnd(int cellColumn) {
        return Math.min(columns.length, (cellColumn + 1) * CELL);
    }

    private @Nullable PixelWindow window(int fromRow, int toRow, int fromColumn, int toColumn) {
        Bounds columnBounds = extremes(columns, fromColumn, toColumn);
        Bounds rowBounds = extremes(rows, fromRow, toRow);
        PixelWindow across = columnBounds.window();
        PixelWindow down = rowBounds.window();
        return across == null || down == null
                ? null
                : new PixelWindow(across.column(), down.column(), across.width(), down.width());
    }

    private static Bounds extremes(int[] positions, int from, int to) {
        Bounds bounds = new Bounds();
        for (int i = from; i < to; i++) {
            if (positions[i] != OUTSIDE) {
                bounds.add(positions[i], 0);
            }
        }
        return bounds;
    }

    private static boolean allInside(int[] positions, int from, int to) {
        for (int i = from; i < to; i++) {
            if (positions[i] == OUTSIDE) {
                return false;
            }
        }
        return true;
    }
}
