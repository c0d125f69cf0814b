package io.cogstream.make;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that may be in memory at once. Requests are granted in the order in which they came, and never block: a request
 * that must wait is a future. Who waits must hold nothing, or all might wait for each other.
 */
public final class MemoryBudget {
    private final long capacity;
    private final Queue<Waiter> waiters = new ArrayDeque<>();
    private long free;

    /** @param capacity bytes, positive */
    public MemoryBudget(long capacity) {
        if (capacity <= 0) {
            throw new IllegalArgumentException("memory budget of " + capacity + " bytes");
        }
        this.capacity = capacity;
        this.free = capacity;
    }

    private record Waiter(long bytes, CompletableFuture<Reservation> future) {}

    /** Bytes that a reservation holds until it is closed. */
    public final class Reservation implements AutoCloseable {
        private final long bytes;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Reservation(long bytes) {
            this.bytes = bytes;
        }

        /** Gives the bytes back; further calls do nothing. */
        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                release(bytes);
            }
        }
    }

    public long capacity() {
        return capacity;
    }

    /** Bytes that are reserved now. */
    public synchronized long used() {
        return capacity - free;
    }

    /**
     * Reserves {@code bytes} as soon as all earlier requests are served and enough is free.
     *
     * @throws IllegalArgumentException if it could never be granted
     */
    public CompletableFuture<Reservation> acquire(long bytes) {
        if (bytes > capacity) {
            throw new IllegalArgumentException(bytes + " bytes exceed the budget of " + capacity);
        }
        synchronized (this) {
            if (!waiters.isEmpty() || bytes > free) {
                CompletableFuture<Reservation> future = new CompletableFuture<>();
                waiters.add(new Waiter(bytes, future));
                return future;
            }
            free -= bytes;
        }
        return CompletableFuture.completedFuture(new Reservation(bytes));
    }

    /** Reserves {@code bytes} if that is possible at once and nobody waits, else returns null. */
    public synchronized @Nullable Reservation tryAcquire(long bytes) {
        if (!waiters.isEmpty() || bytes > free) {
            return null;
        }
        free -= bytes;
        return new Reservation(bytes);
    }

    private void release(long bytes) {
        List<Waiter> granted = new ArrayList<>();
        synchronized (this) {
            free += bytes;
            for (Waiter next = waiters.peek(); next != null && next.bytes <= free; next = waiters.peek()) {
                waiters.remove();
                free -= next.bytes;
                granted.add(next);
            }
        }
        for (Waiter waiter : granted) {
            Reservation reservation = new Reservation(waiter.bytes);
            if (!waiter.future.complete(reservation)) {
                reservation.close();
            }
        }
    }
}
