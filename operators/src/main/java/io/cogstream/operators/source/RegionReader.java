package io.cogstream.operators.source;

import io.cogstream.operators.message.ChunkRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Counts through the chunks of its regions. Has nothing to wait for but the next region, so it needs no thread. */
final class RegionReader implements SourceReader<ChunkRequest, RegionSplit> {
    private final SourceReaderContext context;
    private final String array;
    private final long generation;
    private final boolean force;
    private final Deque<RegionSplit> waiting = new ArrayDeque<>();
    private @Nullable Cursor current;
    private boolean noMoreSplits;
    private CompletableFuture<Void> available = new CompletableFuture<>();

    RegionReader(SourceReaderContext context, String array, long generation, boolean force) {
        this.context = context;
        this.array = array;
        this.generation = generation;
        this.force = force;
    }

    @Override
    public void start() {
        if (waiting.isEmpty()) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<ChunkRequest> output) {
        if (current == null) {
            RegionSplit split = waiting.poll();
            if (split == null) {
                if (noMoreSplits) {
                    return InputStatus.END_OF_INPUT;
                }
                available = new CompletableFuture<>();
                return InputStatus.NOTHING_AVAILABLE;
            }
            current = new Cursor(split);
        }
        if (current.hasNext()) {
            output.collect(current.next());
        }
        if (!current.hasNext()) {
            current = null;
            if (waiting.isEmpty() && !noMoreSplits) {
                context.sendSplitRequest();
            }
        }
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return current != null || !waiting.isEmpty() || noMoreSplits
                ? CompletableFuture.completedFuture(null)
                : available;
    }

    @Override
    public void addSplits(List<RegionSplit> splits) {
        waiting.addAll(splits);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public List<RegionSplit> snapshotState(long checkpointId) {
        List<RegionSplit> splits = new ArrayList<>();
        if (current != null) {
            splits.add(current.split.at(current.position));
        }
        splits.addAll(waiting);
        return splits;
    }

    @Override
    public void close() {}

    /** Goes through one region, over the chunks that are left out. */
    private final class Cursor {
        private final RegionSplit split;
        private final int[] order;
        private final BitSet leftOut;
        private int position;

        private Cursor(RegionSplit split) {
            this.split = split;
            order = HilbertCurve.order(split.rows(), split.columns());
            leftOut = BitSet.valueOf(split.leftOut());
            position = leftOut.nextClearBit(split.position());
        }

        private boolean hasNext() {
            return position < split.positions();
        }

        private ChunkRequest next() {
            int cell = order[position % order.length];
            ChunkRequest request = new ChunkRequest(
                    array,
                    position / order.length,
                    split.time(),
                    split.row() + cell / split.columns(),
                    split.column() + cell % split.columns(),
                    generation,
                    force);
            position = leftOut.nextClearBit(position + 1);
            return request;
        }
    }
}
