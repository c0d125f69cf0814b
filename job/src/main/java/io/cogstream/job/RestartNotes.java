package io.cogstream.job;

import io.cogstream.operators.RunningJob;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Tells why a job's tasks failed, once per cause: a job that restarts again and again looks like a slow one otherwise. */
final class RestartNotes {
    private static final long NANOS_BETWEEN_LOOKS = TimeUnit.SECONDS.toNanos(2);

    private final RunningJob job;
    private final PrintWriter out;
    private long lastLook = System.nanoTime();
    private final Set<String> told = new HashSet<>();

    RestartNotes(RunningJob job, PrintWriter out) {
        this.job = job;
        this.out = out;
    }

    /** @param line is ended before something is told */
    void tell(ProgressLine line) throws ExecutionException, InterruptedException {
        if (System.nanoTime() - lastLook < NANOS_BETWEEN_LOOKS) {
            return;
        }
        lastLook = System.nanoTime();
        for (String failure : job.failures()) {
            if (told.add(failure)) {
                line.end();
                out.println("a task failed, and Flink restarts it: " + failure);
                out.flush();
            }
        }
    }
}
