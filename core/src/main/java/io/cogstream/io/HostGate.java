package io.cogstream.io;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets a bounded number of requests to one host run at once; the others wait their turn without a thread. */
final class HostGate {
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private int free;

    HostGate(int permits) {
        this.free = permits;
    }

    /** Starts {@code request} when there is room; the room is given back when its future is done. */
    <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> request) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable start = () -> {
            var unused = start(request).whenComplete((value, failure) -> {
                // Room first: a dependent of the result may well send the next request.
                leave();
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        };
        synchronized (this) {
            if (free == 0) {
                waiting.add(start);
                return result;
            }
            free--;
        }
        start.run();
        return result;
    }

    private static <T> CompletableFuture<T> start(Supplier<CompletableFuture<T>> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void leave() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }
}
