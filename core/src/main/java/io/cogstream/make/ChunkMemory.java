package io.cogstream.make;

import io.cogstream.make.MemoryBudget.Reservation;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The memory of one chunk under way. Used by one thread at a time. */
final class ChunkMemory {
    private final MemoryBudget budget;
    private @Nullable Reservation reservation;
    private long reserved;

    ChunkMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Most that a chunk can have. */
    long capacity() {
        return budget.capacity();
    }

    /** Whether the chunk has {@code bytes} already. */
    boolean has(long bytes) {
        return bytes <= reserved;
    }

    /** Whether the chunk has any memory. */
    boolean isReserved() {
        return reservation != null;
    }

    /**
     * Gives back what the chunk has and waits for {@code bytes}. Chunks that kept some while they wait for more could all wait
     * for each other.
     */
    CompletableFuture<@Nullable Void> exchange(long bytes) {
        release();
        return budget.acquire(bytes).thenAccept(granted -> {
            reservation = granted;
            reserved = bytes;
        });
    }

    void release() {
        if (reservation != null) {
            reservation.close();
            reservation = null;
        }
        reserved = 0;
    }

    /** What the chunk has, for whoever uses the pixels from now on. */
    @Nullable
    Reservation handOver() {
        return reservation;
    }
}
