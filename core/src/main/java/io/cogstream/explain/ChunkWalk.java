package io.cogstream.explain;

import io.cogstream.cube.ArraySpec;
import io.cogstream.grid.ArrayGrid;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.make.ChunkReads;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Goes through all chunks of an array: step by step, in each from the top left row by row, at each place band by band. A few
 * chunks are planned ahead, so memory does not grow with the array.
 */
public final class ChunkWalk {
    private final ArraySpec spec;
    private final Function<ChunkIndex, CompletableFuture<ChunkReads>> plan;
    private final int ahead;

    /**
     * @param plan tells what a chunk reads
     * @param ahead chunks that are planned at a time, at least 1
     */
    public ChunkWalk(ArraySpec spec, Function<ChunkIndex, CompletableFuture<ChunkReads>> plan, int ahead) {
        this.spec = spec;
        this.plan = plan;
        this.ahead = ahead;
    }

    /** Hands each chunk to {@code sink}, in order, on the calling thread. */
    public void to(ReadSink sink) throws IOException {
        Queue<CompletableFuture<ChunkReads>> planned = new ArrayDeque<>();
        ArrayGrid grid = spec.grid();
        for (int time = 0; time < spec.times().size(); time++) {
            for (int y = 0; y < grid.chunksDown(); y++) {
                for (int x = 0; x < grid.chunksAcross(); x++) {
                    for (int band = 0; band < spec.bands().size(); band++) {
                        planned.add(plan.apply(new ChunkIndex(band, time, y, x)));
                        if (planned.size() >= ahead) {
                            sink.accept(planned.remove().join());
                        }
                    }
                }
            }
        }
        while (!planned.isEmpty()) {
            sink.accept(planned.remove().join());
        }
    }
}
