package io.cogstream.job;

import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Looks at the stacks of Flink's task threads every 10 ms, and notes who waits in our code: for I/O, a lock, a permit or a
 * sleep. Waiting for the mailbox is not that, as the mails are what is waited for.
 */
final class TaskThreadWatch implements AutoCloseable {
    /** Flink's names of task threads end with the number of the subtask and of the attempt. */
    private static final Pattern TASK = Pattern.compile(".* \\(\\d+/\\d+\\)#\\d+");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int BETWEEN_MILLIS = 10;

    private final Thread watcher = new Thread(this::watch, "task thread watch");
    private final Map<Long, Wait> waits = new HashMap<>();
    private final List<Wait> long100 = new CopyOnWriteArrayList<>();
    private final AtomicLong samples = new AtomicLong();
    private final AtomicLong ours = new AtomicLong();
    private volatile boolean closed;

    /** One wait: the counters of a thread tell it from the next one at the same place. */
    record Wait(String thread, List<StackTraceElement> stack, long count, long since) {
        private boolean isSame(Wait other) {
            return count == other.count && stack.equals(other.stack);
        }
    }

    static TaskThreadWatch start() {
        TaskThreadWatch watch = new TaskThreadWatch();
        watch.watcher.setDaemon(true);
        watch.watcher.start();
        return watch;
    }

    /** Stacks of task threads that were looked at. */
    long samples() {
        return samples.get();
    }

    /** Those of them that were in our code, at work or waiting. */
    long inOurCode() {
        return ours.get();
    }

    /** Waits in our code that lasted more than 100 ms. */
    List<Wait> longWaits() {
        return long100;
    }

    private void watch() {
        try {
            while (!closed) {
                long now = System.nanoTime();
                for (ThreadInfo thread : THREADS.dumpAllThreads(false, false)) {
                    if (TASK.matcher(thread.getThreadName()).matches()) {
                        look(thread, now);
                    }
                }
                Thread.sleep(BETWEEN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(ThreadInfo thread, long now) {
        samples.incrementAndGet();
        boolean inOurs = isInOurCode(thread.getStackTrace());
        ours.addAndGet(inOurs ? 1 : 0);
        if (!inOurs || !isWaiting(thread)) {
            waits.remove(thread.getThreadId());
            return;
        }
        Wait wait = new Wait(
                thread.getThreadName(),
                Arrays.asList(thread.getStackTrace()),
                thread.getBlockedCount() + thread.getWaitedCount(),
                now);
        Wait known = waits.get(thread.getThreadId());
        if (known == null || !known.isSame(wait)) {
            waits.put(thread.getThreadId(), wait);
        } else if (now - known.since() > 100_000_000 && !long100.contains(known)) {
            long100.add(known);
        }
    }

    private static boolean isInOurCode(StackTraceElement[] stack) {
        Optional<String> first = Arrays.stream(stack)
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith("io.cogstream.") || name.startsWith("org.apache.flink."))
                .findFirst();
        return first.isPresent() && first.get().startsWith("io.cogstream.");
    }

    /** A thread inside a system call counts as running for the JVM. */
    private static boolean isWaiting(ThreadInfo thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return thread.getThreadState() != State.RUNNABLE
                || (stack.length > 0
                        && stack[0].isNativeMethod()
                        && !stack[0].getClassName().startsWith("com.github.luben.zstd"));
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        watcher.join();
    }
}
