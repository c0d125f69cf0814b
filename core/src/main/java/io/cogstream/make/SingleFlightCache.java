package io.cogstream.make;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values that are loaded once however many ask for them at the same time, and kept while there is room. Failures reach all
 * who wait and are not kept. Safe for concurrent use.
 */
final class SingleFlightCache<K, V> {
    private final Cache<K, V> values;
    private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

    /**
     * @param maxWeight of all values that are kept
     * @param weigher weight of one value, in the same unit
     */
    SingleFlightCache(long maxWeight, Weigher<K, V> weigher) {
        values = Caffeine.newBuilder()
                .maximumWeight(maxWeight)
                .weigher(weigher)
                // At once, by whoever adds: on a busy machine another thread may come to it late, with much too much
                // kept.
                .executor(Runnable::run)
                .build();
    }

    /**
     * A value that is there, on its way, or not even that.
     *
     * @param value completes with the value or the failure to load it
     * @param landing null unless the caller must load the value: to be completed with what came of that
     */
    record Ticket<V>(CompletableFuture<V> value, @Nullable CompletableFuture<V> landing) {}

    /** The value of a key, or the duty to load it. */
    Ticket<V> claim(K key) {
        V present = values.getIfPresent(key);
        if (present != null) {
            return new Ticket<>(CompletableFuture.completedFuture(present), null);
        }
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> other = flights.putIfAbsent(key, mine);
        if (other != null) {
            return new Ticket<>(other, null);
        }
        // Another flight may have landed between the two looks above.
        present = values.getIfPresent(key);
        if (present != null) {
            flights.remove(key, mine);
            mine.complete(present);
            return new Ticket<>(mine, null);
        }
        // Who waits is told last: one that asks again at once must not meet a flight that has failed.
        CompletableFuture<V> landing = new CompletableFuture<>();
        CompletableFuture<V> unused = landing.whenComplete((value, problem) -> {
            if (problem == null) {
                values.put(key, value);
            }
            flights.remove(key, mine);
            pass(value, problem, mine);
        });
        return new Ticket<>(mine, landing);
    }

    /** The value of a key; {@code load} runs only if no one else has it or is at it. */
    CompletableFuture<V> get(K key, Supplier<CompletableFuture<V>> load) {
        Ticket<V> ticket = claim(key);
        CompletableFuture<V> landing = ticket.landing();
        if (landing != null) {
            CompletableFuture<V> unused = start(load).whenComplete((value, problem) -> pass(value, problem, landing));
        }
        return ticket.value();
    }

    private static <V> void pass(V value, @Nullable Throwable problem, CompletableFuture<V> to) {
        if (problem == null) {
            to.complete(value);
        } else {
            to.completeExceptionally(problem);
        }
    }

    /** A load that throws is a load that failed: else its flight would never land, and all who ask later would wait for it. */
    private static <V> CompletableFuture<V> start(Supplier<CompletableFuture<V>> load) {
        try {
            return load.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
