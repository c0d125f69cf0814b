package io.cogstream.sample;

import io.cogstream.stac.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The points near each item, and the row of each such pair: those of the first point in item order, then those of the second,
 * and so on.
 */
final class PointsOfItems implements AutoCloseable {
    private static final int RECORD_BYTES = 8;

    /** For each pair, by item and point: the point, and how many earlier items have it. */
    private final PagedRecords pairs;

    /** Where each item's pairs begin; one more for the end. */
    private final long[] firstPair;

    /** Where each point's rows begin; one more for the end. */
    private final long[] firstRow;

    private PointsOfItems(PagedRecords pairs, long[] firstPair, long[] firstRow) {
        this.pairs = pairs;
        this.firstPair = firstPair;
        this.firstRow = firstRow;
    }

    static PointsOfItems of(List<Item> items, PointIndex index, int points, SampleMemory memory) throws IOException {
        PagedRecords pairs = new PagedRecords(RECORD_BYTES, memory.pairBytes(), memory.folder());
        try {
            long[] firstPair = new long[items.size() + 1];
            int[] counts = new int[points];
            for (int item = 0; item < items.size(); item++) {
                int[] near = index.near(items.get(item).footprint());
                long first = firstPair[item];
                firstPair[item + 1] = first + near.length;
                pairs.extendTo(firstPair[item + 1]);
                for (int i = 0; i < near.length; i++) {
                    ByteBuffer page = pairs.page(first + i);
                    int at = pairs.offset(first + i);
                    page.putInt(at, near[i]);
                    page.putInt(at + 4, counts[near[i]]++);
                }
            }
            return new PointsOfItems(pairs, firstPair, ends(counts));
        } catch (IOException | RuntimeException e) {
            pairs.close();
            throw e;
        }
    }

    private static long[] ends(int[] counts) {
        long[] ends = new long[counts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            ends[i + 1] = ends[i] + counts[i];
        }
        return ends;
    }

    /** Pairs of a point and an item near it. */
    long rows() {
        return firstRow[firstRow.length - 1];
    }

    /** The first row of a point; that of the point after the last is the number of rows. */
    long firstRow(int point) {
        return firstRow[point];
    }

    /** How many points are near an item. */
    int count(int item) {
        return (int) (firstPair[item + 1] - firstPair[item]);
    }

    /** A point near an item. */
    @FunctionalInterface
    interface PairVisitor {
        void accept(int point, long row);
    }

    /** Visits the points near an item, ascending. */
    void forEach(int item, PairVisitor visitor) {
        for (long pair = firstPair[item]; pair < firstPair[item + 1]; pair++) {
            ByteBuffer page = pairs.page(pair);
            int at = pairs.offset(pair);
            int point = page.getInt(at);
            visitor.accept(point, firstRow[point] + page.getInt(at + 4));
        }
    }

    @Override
    public void close() throws IOException {
        pairs.close();
    }
}
