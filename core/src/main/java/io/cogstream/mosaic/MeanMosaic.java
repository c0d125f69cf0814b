package io.cogstream.mosaic;

import io.cogstream.raster.DataType;
import io.cogstream.warp.SourceRow;
import java.util.Arrays;

/** The arithmetic mean, summed in double and rounded once. */
final class MeanMosaic implements Mosaic {
    private final DataType type;
    private final double fill;
    private final double[] sums;
    private final int[] counts;
    private final double[] values;

    MeanMosaic(DataType type, int width, double fill) {
        this.type = type;
        this.fill = fill;
        this.sums = new double[width];
        this.counts = new int[width];
        this.values = new double[width];
    }

    @Override
    public void start() {
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
    }

    @Override
    public void add(SourceRow source) {
        Samples.toDoubles(source.type(), source.samples(), values);
        boolean[] valid = source.valid();
        for (int x = 0; x < values.length; x++) {
            if (valid[x]) {
                sums[x] += values[x];
                counts[x]++;
            }
        }
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public void finish(byte[] out, int first) {
        for (int x = 0; x < sums.length; x++) {
            type.set(out, first + x, counts[x] == 0 ? fill : sums[x] / counts[x]);
        }
    }
}
