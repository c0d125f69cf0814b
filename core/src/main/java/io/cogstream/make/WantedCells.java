package io.cogstream.make;

import io.cogstream.cube.OpenArray;
import io.cogstream.grid.PixelWindow;
import io.cogstream.plan.CellSet;
import io.cogstream.warp.NearestMap;

/** The squares of a chunk that have a place in the array's area. */
final class WantedCells {
    private WantedCells() {}

    static CellSet of(OpenArray array, PixelWindow block) {
        CellSet cells = CellSet.all(block.width(), block.height());
        if (array.area() != null) {
            cells.removeIf((row, column) -> !array.wants(cell(block, row, column)));
        }
        return cells;
    }

    private static PixelWindow cell(PixelWindow block, int row, int column) {
        int top = row * NearestMap.CELL;
        int left = column * NearestMap.CELL;
        return new PixelWindow(
                block.column() + left,
                block.row() + top,
                Math.min(NearestMap.CELL, block.width() - left),
                Math.min(NearestMap.CELL, block.height() - top));
    }
}
