package io.cogstream.make;

import io.cogstream.area.Area;
import io.cogstream.area.AreaRows;
import io.cogstream.cube.OpenArray;
import io.cogstream.grid.PixelWindow;
import io.cogstream.raster.DataType;
import org.jspecify.annotations.Nullable;

/** Puts fill where a chunk's pixels lie outside the array's area, row by row from the top. */
final class AreaMask {
    private final @Nullable AreaRows rows;
    private final int width;
    private int[] inside = new int[0];

    AreaMask(OpenArray array, PixelWindow block) {
        Area area = array.area();
        boolean whole = area == null || area.contains(array.grid().box(block));
        this.rows = whole ? null : new AreaRows(area, array.grid().transform(), block);
        this.width = block.width();
    }

    /** Goes on to the next row, the first at the first call. */
    void next() {
        if (rows != null) {
            inside = rows.next();
        }
    }

    /**
     * Masks the row.
     *
     * @param plane samples of {@code type}
     * @param start index of the row's first sample
     */
    void apply(byte[] plane, DataType type, double fill, int start) {
        if (rows == null) {
            return;
        }
        int done = 0;
        for (int i = 0; i < inside.length; i += 2) {
            clear(plane, type, fill, start + done, start + inside[i]);
            done = inside[i + 1];
        }
        clear(plane, type, fill, start + done, start + width);
    }

    private static void clear(byte[] plane, DataType type, double fill, int from, int to) {
        for (int sample = from; sample < to; sample++) {
            type.set(plane, sample, fill);
        }
    }
}
