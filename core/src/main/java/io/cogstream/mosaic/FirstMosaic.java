package io.cogstream.mosaic;

import io.cogstream.raster.DataType;
import io.cogstream.warp.SourceRow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The first valid pixel in source order. */
final class FirstMosaic implements Mosaic {
    private final DataType type;
    private final int width;
    private final @Nullable RowProvenance provenance;
    private final byte[] row;
    private final byte[] fillRow;
    private final boolean[] filled;
    private int missing;

    FirstMosaic(DataType type, int width, double fill, @Nullable RowProvenance provenance) {
        this.type = type;
        this.provenance = provenance;
        this.width = width;
        this.row = new byte[width * type.bytes()];
        this.fillRow = Samples.filled(type, width, fill);
        this.filled = new boolean[width];
    }

    @Override
    public void start() {
        System.arraycopy(fillRow, 0, row, 0, row.length);
        if (provenance != null) {
            provenance.start();
        }
        Arrays.fill(filled, false);
        missing = width;
    }

    @Override
    public void add(SourceRow source) {
        boolean[] valid = source.valid();
        for (int x = 0; x < width; ) {
            if (!valid[x] || filled[x]) {
                x++;
                continue;
            }
            int start = x;
            while (x < width && valid[x] && !filled[x]) {
                filled[x++] = true;
            }
            Samples.copy(source.type(), source.samples(), start, type, row, start, x - start);
            missing -= x - start;
            if (provenance != null) {
                provenance.take(start, x);
            }
        }
    }

    @Override
    public boolean isComplete() {
        return missing == 0;
    }

    @Override
    public void finish(byte[] out, int first) {
        System.arraycopy(row, 0, out, first * type.bytes(), row.length);
    }
}
