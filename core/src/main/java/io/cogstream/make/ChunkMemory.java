package io.cogstream.make;

import io.cogstream.make.MemoryBudget.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The memory of one chunk under way. Used by one thread at a time. */
final class ChunkMemory {
    private final MemoryBudget budget;
    private final List<Reservation> reservations = new ArrayList<>();
    private long reserved;

    ChunkMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Most that a chunk can have. */
    long capacity() {
        return budget.capacity();
    }

    /** Whether the chunk has any memory. */
    boolean isReserved() {
        return reserved > 0;
    }

    /** Whether the chunk has {@code bytes} in all, or gets what is missing at once. */
    boolean growTo(long bytes) {
        if (bytes <= reserved) {
            return true;
        }
        Reservation more = budget.tryAcquire(bytes - reserved);
        if (more == null) {
            return false;
        }
        add(more, bytes - reserved);
        return true;
    }

    /**
     * Gives back what the chunk has and waits for {@code bytes}. Chunks that kept some while they wait for more could all wait
     * for each other.
     */
    CompletableFuture<@Nullable Void> exchange(long bytes) {
        release();
        return budget.acquire(bytes).thenAccept(granted -> add(granted, bytes));
    }

    private void add(Reservation granted, long bytes) {
        reservations.add(granted);
        reserved += bytes;
    }

    void release() {
        reservations.forEach(Reservation::close);
        reservations.clear();
        reserved = 0;
    }

    /** What the chunk has, for whoever uses the pixels from now on. */
    List<Reservation> handOver() {
        return List.copyOf(reservations);
    }
}
