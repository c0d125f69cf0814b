package io.cogstream.codec;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps a few decompressors for reuse. They hold native memory, so neither one per tile nor one per thread will do: what
 * the pool has no room for is released at once.
 */
final class NativePool<T> {
    private final ArrayBlockingQueue<T> idle;
    private final Supplier<T> factory;
    private final Consumer<T> release;

    NativePool(Supplier<T> factory, Consumer<T> release) {
        this.idle = new ArrayBlockingQueue<>(Math.max(2, Runtime.getRuntime().availableProcessors()));
        this.factory = factory;
        this.release = release;
    }

    T borrow() {
        T pooled = idle.poll();
        return pooled == null ? factory.get() : pooled;
    }

    void giveBack(T item) {
        if (!idle.offer(item)) {
            release.accept(item);
        }
    }
}
