package io.cogstream.mosaic;

import io.cogstream.warp.SourceRow;
import java.util.ArrayList;
import java.util.List;

/** Keeps the rows of all sources, for methods that need every value of a pixel at once. Memory is reused. */
final class StackedRows {
    private final int width;
    private final List<double[]> values = new ArrayList<>();
    private final List<boolean[]> valid = new ArrayList<>();
    private int rows;

    StackedRows(int width) {
        this.width = width;
    }

    void clear() {
        rows = 0;
    }

    void add(SourceRow source) {
        if (rows == values.size()) {
            values.add(new double[width]);
            valid.add(new boolean[width]);
        }
        Samples.toDoubles(source.type(), source.samples(), values.get(rows));
        System.arraycopy(source.valid(), 0, valid.get(rows), 0, width);
        rows++;
    }

    int rows() {
        return rows;
    }

    /**
     * The valid values of one column, in source order.
     *
     * @param into receives them; at least {@link #rows()} long
     * @return how many there are
     */
    int column(int x, double[] into) {
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (valid.get(row)[x]) {
                into[count++] = values.get(row)[x];
            }
        }
        return count;
    }
}
