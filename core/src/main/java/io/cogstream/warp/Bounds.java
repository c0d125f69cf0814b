package io.cogstream.warp;

import io.cogstream.grid.PixelWindow;
import org.jspecify.annotations.Nullable;

/** Grows to the smallest rectangle that holds some pixels. */
final class Bounds {
    private int minColumn = Integer.MAX_VALUE;
    private int minRow = Integer.MAX_VALUE;
    private int maxColumn = Integer.MIN_VALUE;
    private int maxRow = Integer.MIN_VALUE;

    void add(int column, int row) {
        minColumn = Math.min(minColumn, column);
        maxColumn = Math.max(maxColumn, column);
        minRow = Math.min(minRow, row);
        maxRow = Math.max(maxRow, row);
    }

    void add(@Nullable PixelWindow window) {
        if (window != null) {
            add(window.column(), window.row());
            add(window.endColumn() - 1, window.endRow() - 1);
        }
    }

    @Nullable
    PixelWindow window() {
        return minColumn > maxColumn
                ? null
                : new PixelWindow(minColumn, minRow, maxColumn - minColumn + 1, maxRow - minRow + 1);
    }
}
