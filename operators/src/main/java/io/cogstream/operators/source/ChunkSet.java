package io.cogstream.operators.source;

import io.cogstream.grid.ChunkIndex;
import java.io.Serializable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Chunks of one array, such as those that its store has already. One bit per chunk, in planes of one band and time step
 * each; a plane without members takes no room. Filled by one thread, then only read.
 */
public final class ChunkSet implements Serializable {
    private static final long serialVersionUID = 1;

    private final ArrayExtent extent;
    private final Map<Long, BitSet> planes = new HashMap<>();

    /** An empty set of chunks of {@code extent}. */
    public ChunkSet(ArrayExtent extent) {
        this.extent = extent;
    }

    /**
     * Adds one chunk.
     *
     * @throws IllegalArgumentException if it is outside the array
     */
    public void add(ChunkIndex chunk) {
        if (chunk.band() >= extent.bands()
                || chunk.time() >= extent.times()
                || chunk.y() >= extent.chunkRows()
                || chunk.x() >= extent.chunkColumns()) {
            throw new IllegalArgumentException("chunk " + chunk + " is outside the array " + extent);
        }
        planes.computeIfAbsent(plane(chunk.band(), chunk.time()), plane -> new BitSet())
                .set(bit(chunk.y(), chunk.x()));
    }

    /** Whether a chunk is in the set; one outside the array never is. */
    public boolean contains(ChunkIndex chunk) {
        return contains(chunk.band(), chunk.time(), chunk.y(), chunk.x());
    }

    boolean contains(int band, int time, int y, int x) {
        BitSet plane = planes.get(plane(band, time));
        return plane != null && plane.get(bit(y, x));
    }

    /** How many chunks are in the set. */
    public long size() {
        return planes.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    private long plane(int band, int time) {
        return (long) band * extent.times() + time;
    }

    private int bit(int y, int x) {
        return Math.addExact(Math.multiplyExact(y, extent.chunkColumns()), x);
    }
}
