package io.cogstream.io;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that do not keep the process alive. */
public final class DaemonPool {
    private DaemonPool() {}

    /**
     * A pool, the caller's to shut down.
     *
     * @param name of its threads, before their number
     * @param threads at least 1
     */
    public static ExecutorService of(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
