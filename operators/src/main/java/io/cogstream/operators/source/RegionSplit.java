package io.cogstream.operators.source;

import java.util.BitSet;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A region: one time step of a block of neighbouring chunks, all bands, and how far it has been read.
 *
 * <p>Bands are the outer order and the chunks of one band follow a Hilbert curve. A band is a file of its own, so chunks
 * that share its header and the tiles along their common edge come right after one another; warp maps, which bands share,
 * are small and wait longer.
 *
 * @param time chunk coordinate along the time axis
 * @param row first row of chunks
 * @param column first column of chunks
 * @param rows rows of chunks
 * @param columns columns of chunks
 * @param bands bands, from 0
 * @param leftOut positions that are not asked for, as the words of a bit set
 * @param position next position, counted from 0 in the order above; {@code bands * rows * columns} at the end
 */
public record RegionSplit(int time, int row, int column, int rows, int columns, int bands, long[] leftOut, int position)
        implements SourceSplit {

    public RegionSplit {
        if (time < 0 || row < 0 || column < 0 || rows < 1 || columns < 1 || bands < 1) {
            throw new IllegalArgumentException("not a region: time %d, chunks %d x %d from [%d, %d], %d bands"
                    .formatted(time, rows, columns, row, column, bands));
        }
        if (position < 0 || position > (long) rows * columns * bands) {
            throw new IllegalArgumentException("position " + position + " is outside the region");
        }
    }

    @Override
    public String splitId() {
        return "time " + time + ", chunks from [" + row + ", " + column + "]";
    }

    /** The same region, read up to {@code next}. */
    RegionSplit at(int next) {
        return new RegionSplit(time, row, column, rows, columns, bands, leftOut, next);
    }

    /** Chunks of the region, those left out included. */
    int positions() {
        return rows * columns * bands;
    }

    /** The region without the chunks of {@code made}. */
    static RegionSplit without(ChunkSet made, int time, int row, int column, int rows, int columns, int bands) {
        BitSet leftOut = new BitSet();
        int[] order = HilbertCurve.order(rows, columns);
        for (int position = 0; position < bands * order.length; position++) {
            int cell = order[position % order.length];
            if (made.contains(position / order.length, time, row + cell / columns, column + cell % columns)) {
                leftOut.set(position);
            }
        }
        return new RegionSplit(time, row, column, rows, columns, bands, leftOut.toLongArray(), 0);
    }

    /** Whether nothing of the region is asked for. */
    boolean isEmpty() {
        return BitSet.valueOf(leftOut).cardinality() == positions();
    }
}
