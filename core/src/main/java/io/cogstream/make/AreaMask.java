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
    private final DataType type;
    private final double fill;
    private final int width;

    AreaMask(OpenArray array, PixelWindow block) {
        Area area = array.area();
        boolean whole = area == null || area.contains(array.grid().box(block));
        this.rows = whole ? null : new AreaRows(area, array.grid().transform(), block);
        this.type = array.spec().dtype();
        this.fill = array.spec().fill();
        this.width = block.width();
    }

    /**
     * Masks the next row.
     *
     * @param start index of the row's first pixel
     */
    void apply(byte[] pixels, int start) {
        if (rows == null) {
            return;
        }
        int[] inside = rows.next();
        int done = 0;
        for (int i = 0; i < inside.length; i += 2) {
            clear(pixels, start + done, start + inside[i]);
            done = inside[i + 1];
        }
        clear(pixels, start + done, start + width);
    }

    private void clear(byte[] pixels, int from, int to) {
        for (int pixel = from; pixel < to; pixel++) {
            type.set(pixels, pixel, fill);
        }
    }
}
