package io.cogstream.operators.sink;

import io.cogstream.io.ObjectStore;
import io.cogstream.io.ObjectStores;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens stores whose blocking work runs on threads of their own, which end when the store is released. */
public final class OwnThreadStores implements ObjectStoreProvider {
    private static final long serialVersionUID = 1;

    /** All that were opened in this JVM: a provider that travels to several tasks is several objects. */
    private static final IdentityHashMap<ObjectStore, ExecutorService> THREADS = new IdentityHashMap<>();

    private final int threads;

    /** @param threads of each store, at least 1 */
    public OwnThreadStores(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a store needs a thread, not " + threads);
        }
        this.threads = threads;
    }

    @Override
    public ObjectStore open(String uri) throws IOException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "cogstream-store-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            ObjectStore store = ObjectStores.open(uri, executor);
            synchronized (THREADS) {
                THREADS.put(store, executor);
            }
            return store;
        } catch (IllegalArgumentException e) {
            executor.shutdown();
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void release(ObjectStore store) {
        ExecutorService executor;
        synchronized (THREADS) {
            executor = THREADS.remove(store);
        }
        if (executor != null) {
            executor.shutdown();
        }
    }
}
