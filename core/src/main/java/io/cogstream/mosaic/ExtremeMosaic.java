package io.cogstream.mosaic;

import io.cogstream.raster.DataType;
import io.cogstream.warp.SourceRow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The largest or the smallest value; NaN only where there is no other. */
final class ExtremeMosaic implements Mosaic {
    private final DataType type;
    private final double sign;
    private final @Nullable RowProvenance provenance;
    private final byte[] row;
    private final byte[] fillRow;
    private final double[] best;
    private final double[] values;

    ExtremeMosaic(DataType type, int width, double fill, boolean highest, @Nullable RowProvenance provenance) {
        this.type = type;
        this.provenance = provenance;
        this.sign = highest ? 1 : -1;
        this.row = new byte[width * type.bytes()];
        this.fillRow = Samples.filled(type, width, fill);
        this.best = new double[width];
        this.values = new double[width];
    }

    @Override
    public void start() {
        System.arraycopy(fillRow, 0, row, 0, row.length);
        if (provenance != null) {
            provenance.start();
        }
        Arrays.fill(best, Double.NaN);
    }

    @Override
    public void add(SourceRow source) {
        Samples.toDoubles(source.type(), source.samples(), values);
        if (provenance != null) {
            addTraced(source, provenance);
            return;
        }
        boolean[] valid = source.valid();
        for (int x = 0; x < values.length; x++) {
            if (valid[x] && wins(x)) {
                take(source, x);
            }
        }
    }

    /** In a loop of its own, so that the other asks nothing of each pixel that only this one needs. */
    private void addTraced(SourceRow source, RowProvenance traced) {
        boolean[] valid = source.valid();
        for (int x = 0; x < values.length; x++) {
            if (valid[x] && wins(x)) {
                take(source, x);
                traced.take(x);
            }
        }
    }

    /** Negated, so that anything replaces the NaN that stands for "none yet". */
    private boolean wins(int x) {
        return !(sign * values[x] <= sign * best[x]);
    }

    private void take(SourceRow source, int x) {
        best[x] = values[x];
        Samples.copy(source.type(), source.samples(), x, type, row, x, 1);
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public void finish(byte[] out, int first) {
        System.arraycopy(row, 0, out, first * type.bytes(), row.length);
    }
}
