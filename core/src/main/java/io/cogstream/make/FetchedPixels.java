package io.cogstream.make;

import io.cogstream.cube.OpenArray;
import io.cogstream.failure.ChunkFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What fetching a chunk gave.
 *
 * @param array null when the array itself could not be opened
 * @param sources pixels in source order; empty when the chunk failed or has no items
 * @param isEmpty whether no item touches the chunk
 * @param isFailed whether {@code failures} keep the chunk from being made
 * @param reservations memory that the pixels hold
 */
record FetchedPixels(
        ChunkAddress address,
        @Nullable OpenArray array,
        List<ItemPixels> sources,
        List<ChunkFailure> failures,
        boolean isEmpty,
        boolean isFailed,
        FetchCost cost,
        List<MemoryBudget.Reservation> reservations)
        implements FetchedChunk {

    @Override
    public void close() {
        reservations.forEach(MemoryBudget.Reservation::close);
    }
}
