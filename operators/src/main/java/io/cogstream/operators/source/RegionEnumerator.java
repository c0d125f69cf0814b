package io.cogstream.operators.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/**
 * Hands out regions to whoever asks, time step by time step and inside each along a Hilbert curve: concurrent readers work
 * on neighbouring regions, which share sources. Regions are computed when asked for.
 */
final class RegionEnumerator implements SplitEnumerator<RegionSplit, ChunkSourceState> {
    private final SplitEnumeratorContext<RegionSplit> context;
    private final ArrayExtent extent;
    private final ChunkSet leftOut;
    private final int[] blocks;
    private final Deque<RegionSplit> returned;
    private long nextRegion;

    RegionEnumerator(
            SplitEnumeratorContext<RegionSplit> context,
            ArrayExtent extent,
            ChunkSet leftOut,
            long nextRegion,
            Collection<RegionSplit> returned) {
        this.context = context;
        this.extent = extent;
        this.leftOut = leftOut;
        this.nextRegion = nextRegion;
        this.returned = new ArrayDeque<>(returned);
        blocks = HilbertCurve.order(extent.blockRows(), extent.blockColumns());
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        if (!context.registeredReaders().containsKey(subtask)) {
            // The reader was lost after it asked; its successor asks again.
            return;
        }
        RegionSplit split = next();
        if (split == null) {
            context.signalNoMoreSplits(subtask);
        } else {
            context.assignSplit(split, subtask);
        }
    }

    private @Nullable RegionSplit next() {
        RegionSplit back = returned.poll();
        if (back != null) {
            return back;
        }
        while (nextRegion < extent.regions()) {
            RegionSplit split = region(nextRegion++);
            if (!split.isEmpty()) {
                return split;
            }
        }
        return null;
    }

    private RegionSplit region(long number) {
        int block = blocks[(int) (number % blocks.length)];
        int row = block / extent.blockColumns() * extent.regionRows();
        int column = block % extent.blockColumns() * extent.regionColumns();
        return RegionSplit.without(
                leftOut,
                (int) (number / blocks.length),
                row,
                column,
                Math.min(extent.regionRows(), extent.chunkRows() - row),
                Math.min(extent.regionColumns(), extent.chunkColumns() - column),
                extent.bands());
    }

    @Override
    public void addSplitsBack(List<RegionSplit> splits, int subtask) {
        returned.addAll(splits);
    }

    @Override
    public void addReader(int subtask) {}

    @Override
    public ChunkSourceState snapshotState(long checkpointId) {
        return new ChunkSourceState(extent, nextRegion, new ArrayList<>(returned));
    }

    @Override
    public void close() {}
}
