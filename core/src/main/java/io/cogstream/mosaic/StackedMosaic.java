package io.cogstream.mosaic;

import io.cogstream.raster.DataType;
import io.cogstream.warp.SourceRow;

/** A mosaic whose value depends on all valid values of a pixel together. */
abstract class StackedMosaic implements Mosaic {
    private final DataType type;
    private final int width;
    private final double fill;
    private final StackedRows stack;
    private double[] column = new double[16];

    StackedMosaic(DataType type, int width, double fill) {
        this.type = type;
        this.width = width;
        this.fill = fill;
        this.stack = new StackedRows(width);
    }

    /**
     * @param values the valid values of one pixel in source order; may be reordered
     * @param count how many of them count, at least 1
     */
    abstract double reduce(double[] values, int count);

    @Override
    public void start() {
        stack.clear();
    }

    @Override
    public void add(SourceRow source) {
        stack.add(source);
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public void finish(byte[] out, int first) {
        if (column.length < stack.rows()) {
            column = new double[stack.rows()];
        }
        for (int x = 0; x < width; x++) {
            int count = stack.column(x, column);
            type.set(out, first + x, count == 0 ? fill : reduce(column, count));
        }
    }
}
