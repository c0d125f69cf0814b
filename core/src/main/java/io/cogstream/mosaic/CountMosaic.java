package io.cogstream.mosaic;

import io.cogstream.raster.DataType;
import io.cogstream.warp.SourceRow;
import java.util.Arrays;

/** How many sources have a valid pixel; 0 where none has. */
final class CountMosaic implements Mosaic {
    private final DataType type;
    private final int[] counts;

    CountMosaic(DataType type, int width) {
        this.type = type;
        this.counts = new int[width];
    }

    @Override
    public void start() {
        Arrays.fill(counts, 0);
    }

    @Override
    public void add(SourceRow source) {
        boolean[] valid = source.valid();
        for (int x = 0; x < counts.length; x++) {
            counts[x] += valid[x] ? 1 : 0;
        }
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public void finish(byte[] out, int first) {
        for (int x = 0; x < counts.length; x++) {
            type.set(out, first + x, counts[x]);
        }
    }
}
