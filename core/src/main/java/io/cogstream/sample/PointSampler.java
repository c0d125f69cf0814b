package io.cogstream.sample;

import io.cogstream.failure.SourceException;
import io.cogstream.io.ByteSources;
import io.cogstream.io.DefaultByteSources;
import io.cogstream.io.HttpOptions;
import io.cogstream.io.ReadStatistics;
import io.cogstream.make.MemoryBudget;
import io.cogstream.open.NothingMatchesException;
import io.cogstream.open.RequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of items at points: every file's header once, every tile that holds a point once. Files are read in the
 * order of their items, several at a time. Closing ends its threads and connections.
 */
public final class PointSampler implements AutoCloseable {
    /** Files that are read at a time: as many as requests to one host. */
    private static final int LOOK_AHEAD = 32;

    /** Threads that wait for local files; reads of a page cache are short, so few are enough. */
    private static final int FILE_THREADS = 8;

    private final ByteSources sources;
    private final SampleMemory memory;
    private final ExecutorService decoding;
    private final Runnable afterClose;

    /**
     * @param sources closed with the sampler
     * @param threads that locate points and decode tiles, at least 1
     * @param afterClose run last when the sampler is closed
     */
    PointSampler(ByteSources sources, int threads, SampleMemory memory, Runnable afterClose) {
        this.sources = sources;
        this.memory = memory;
        this.decoding = pool("cogstream-sample", threads);
        this.afterClose = afterClose;
    }

    /** A sampler with threads and connections of its own. */
    public static PointSampler create(int threads, SampleMemory memory, HttpOptions http) {
        ExecutorService blocking = pool("cogstream-io", FILE_THREADS);
        return new PointSampler(new DefaultByteSources(blocking, http), threads, memory, blocking::shutdownNow);
    }

    private static ExecutorService pool(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Reads all values. What can't be read is no exception but a failure of the result.
     *
     * @param progress told after each file, by many threads
     * @return the values, the caller's to close
     * @throws RequestException if a parameter is wrong or does not fit what was found
     * @throws NothingMatchesException if no item matches
     * @throws SourceException if the items can't be read
     * @throws IOException if a temporary file can't be written
     */
    public SampledPoints sample(SampleRequest request, SampleProgress progress)
            throws RequestException, NothingMatchesException, IOException {
        return sample(SamplePlan.of(request, memory), progress);
    }

    /** @param plan closed with the result, or if there is none */
    SampledPoints sample(SamplePlan plan, SampleProgress progress) throws IOException {
        try {
            SampleTable table = SampleTable.of(
                    plan.places(), plan.items().size(), plan.bands().size(), memory);
            SampleFailures failures = new SampleFailures(plan);
            ReadStatistics statistics = new ReadStatistics();
            SampledPoints result = new SampledPoints(plan, table, failures, statistics);
            try {
                readAll(result, progress);
            } catch (RuntimeException e) {
                table.close();
                throw e;
            }
            return result;
        } catch (IOException | RuntimeException e) {
            plan.close();
            throw e;
        }
    }

    private void readAll(SampledPoints result, SampleProgress progress) {
        SamplePlan plan = result.plan();
        TileReading tiles = new TileReading(new MemoryBudget(memory.tileBytes()), decoding);
        SourceReading reading =
                new SourceReading(plan, result.table(), result.failureList(), tiles, result.statistics());
        MemoryBudget pixels = new MemoryBudget(memory.pixelBytes());
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<@Nullable Void>> all = new ArrayList<>();
        for (SampleSource source : plan.sources()) {
            MemoryBudget.Reservation room =
                    pixels.acquire(pixelBytes(plan, source, pixels)).join();
            all.add(reading.read(source, sources).whenComplete((nothing, problem) -> {
                room.close();
                progress.files(done.incrementAndGet(), plan.sources().size(), result.statistics());
            }));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }

    /** What keeps no more files under way than there is room for. One with more points than that is read alone. */
    private static long pixelBytes(SamplePlan plan, SampleSource source, MemoryBudget budget) {
        long pixels = 0;
        for (SampleSource.Use use : source.uses()) {
            pixels += plan.places().count(use.item());
        }
        long share = (budget.capacity() + LOOK_AHEAD - 1) / LOOK_AHEAD;
        return Math.min(budget.capacity(), Math.max(share, pixels * WantedPixels.BYTES));
    }

    @Override
    public void close() {
        decoding.shutdownNow();
        sources.close();
        afterClose.run();
    }
}
