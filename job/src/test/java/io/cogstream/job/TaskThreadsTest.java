package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flink's task threads have a mailbox to work off: what they do for us may take time, but must not wait for anything. */
final class TaskThreadsTest {
    private static final long LONGEST_WAIT_MILLIS = 100;

    @TempDir
    private Path folder;

    @Test
    void neverWaitInOurCode() throws Exception {
        AtomicInteger code = new AtomicInteger(-1);
        Thread job = new Thread(() -> code.set(materialize()));
        WaitSampler sampler = new WaitSampler();
        job.start();
        while (job.isAlive()) {
            sampler.sample();
            Thread.sleep(10);
        }

        assertThat(code).hasValue(0);
        assertThat(sampler.taskSamples).isGreaterThan(50);
        assertThat(sampler.longWaits).isEmpty();
    }

    private int materialize() {
        return Main.commandLine()
                .execute(
                        "materialize",
                        Path.of("..", "examples", "demo", "items.parquet").toString(),
                        "--output",
                        folder.resolve("out.zarr").toString(),
                        "--crs",
                        "EPSG:5070",
                        "--resolution",
                        "20",
                        "--bbox",
                        "-1049000,1811000,-1008000,1856000",
                        "--bands",
                        "red,green,blue",
                        "--chunk-size",
                        "256",
                        "--parallelism",
                        "2");
    }

    /** Looks at task threads again and again, and remembers which wait at one place for long. */
    private static final class WaitSampler {
        private final Map<Thread, Long> waitingSince = new HashMap<>();
        private final List<String> longWaits = new ArrayList<>();
        private int taskSamples;

        private void sample() {
            long now = System.nanoTime() / 1_000_000;
            for (Map.Entry<Thread, StackTraceElement[]> entry :
                    Thread.getAllStackTraces().entrySet()) {
                Thread thread = entry.getKey();
                if (!isTask(entry.getValue())) {
                    continue;
                }
                taskSamples++;
                String place = waitsAt(thread, entry.getValue());
                if (place == null) {
                    waitingSince.remove(thread);
                } else if (now - waitingSince.computeIfAbsent(thread, first -> now) > LONGEST_WAIT_MILLIS) {
                    longWaits.add(thread.getName() + " waits at " + place);
                }
            }
        }

        private static boolean isTask(StackTraceElement[] stack) {
            return Arrays.stream(stack)
                    .anyMatch(frame ->
                            frame.getClassName().equals("org.apache.flink.streaming.runtime.tasks.StreamTask"));
        }

        /** Our innermost frame, if the thread waits below it for something other than its mailbox. */
        private static @Nullable String waitsAt(Thread thread, StackTraceElement[] stack) {
            if (thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.TERMINATED) {
                return null;
            }
            for (StackTraceElement frame : stack) {
                if (frame.getClassName().contains("Mailbox")) {
                    return null;
                }
                if (frame.getClassName().startsWith("io.cogstream.")) {
                    return frame.toString();
                }
            }
            return null;
        }
    }
}
