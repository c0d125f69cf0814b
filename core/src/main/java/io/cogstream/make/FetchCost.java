package io.cogstream.make;

import io.cogstream.io.ReadStatistics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what fetching one chunk costs, while it goes on. */
final class FetchCost {
    final ReadStatistics reads = new ReadStatistics();
    final AtomicInteger tiles = new AtomicInteger();
    final AtomicInteger cachedTiles = new AtomicInteger();
    final LongAdder decodeNanos = new LongAdder();
    private final long startNanos = System.nanoTime();
    private volatile long fetchNanos;

    void finish() {
        fetchNanos = System.nanoTime() - startNanos;
    }

    MadeChunk.Cost with(long pixels, int sources, long warpNanos, long encodeNanos) {
        return new MadeChunk.Cost(
                pixels,
                sources,
                reads.requests(),
                reads.bytes(),
                reads.files(),
                tiles.get(),
                cachedTiles.get(),
                fetchNanos,
                decodeNanos.sum(),
                warpNanos,
                encodeNanos);
    }
}
