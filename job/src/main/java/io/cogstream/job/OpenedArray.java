package io.cogstream.job;

import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.OpenArray;
import io.cogstream.failure.SourceException;
import io.cogstream.io.ByteSources;
import io.cogstream.io.DefaultByteSources;
import io.cogstream.io.HttpOptions;
import io.cogstream.io.ObjectStore;
import io.cogstream.io.ObjectStores;
import io.cogstream.io.ReadStatistics;
import io.cogstream.make.ChunkSizing;
import io.cogstream.make.ChunkSizing.WorstCase;
import io.cogstream.open.ArrayCreator;
import io.cogstream.open.ArrayPlan;
import io.cogstream.open.ArrayPlanner;
import io.cogstream.open.NothingMatchesException;
import io.cogstream.open.OpenRequest;
import io.cogstream.open.RequestException;
import io.cogstream.operators.TaskJvm;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An array whose metadata is complete in its store.
 *
 * @param uri of the store
 * @param spec what the array is
 * @param items how many items it is made of
 * @param existed whether the same array was there before
 * @param statistics what opening it read of sources, the items not counted
 * @param worst what the fullest chunk takes, null if that was not looked at, as for an array that existed
 * @param fitted whether the chunk size was chosen by it
 */
record OpenedArray(
        String uri,
        ArraySpec spec,
        int items,
        boolean existed,
        ReadStatistics statistics,
        @Nullable WorstCase worst,
        boolean fitted) {

    private static final int THREADS = 4;

    /** Work on a store that ends before the threads behind it do. */
    interface StoreTask<T> {
        T run(ObjectStore store);
    }

    /**
     * Finds the items, works out the array and writes its metadata.
     *
     * @param jvm where its chunks will be made, for a chunk size that fits; null if unknown
     * @throws RequestException if a parameter is wrong, or the store holds another array
     * @throws NothingMatchesException if no item matches
     * @throws SourceException if the items or the first item's files can't be read
     */
    static OpenedArray open(OpenRequest request, OutputOptions output, @Nullable TaskJvm jvm)
            throws RequestException, NothingMatchesException, SourceException {
        ReadStatistics statistics = new ReadStatistics();
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try (ByteSources sources = new DefaultByteSources(executor, HttpOptions.DEFAULT)) {
            ObjectStore store = store(output.output, executor);
            ArrayCreator creator = new ArrayCreator(store);
            ArraySpec existing = output.overwrite ? null : creator.existing();
            ArrayPlan plan = new ArrayPlanner(sources, statistics).plan(request, existing);
            WorstCase worst = null;
            if (jvm != null && existing == null) {
                OpenArray array = new OpenArray(store, plan.spec(), plan.index());
                ChunkSizing sizing =
                        new ChunkSizing(array, plan.samples(), sources, statistics, HeapSizedMaker.chunkBytes(jvm));
                int rows = plan.spec().chunkHeight();
                int columns = plan.spec().chunkWidth();
                worst = request.wantsFittingChunks()
                        ? sizing.largestFitting(rows, columns)
                        : sizing.worstCase(rows, columns);
                plan = plan.withChunkSize(worst.rows(), worst.columns());
            }
            ArrayCreator.Outcome outcome = creator.create(plan, output.overwrite);
            boolean existed = outcome == ArrayCreator.Outcome.SAME;
            return new OpenedArray(
                    store.uri(),
                    plan.spec(),
                    plan.index().size(),
                    existed,
                    statistics,
                    worst,
                    request.wantsFittingChunks());
        } finally {
            executor.shutdown();
        }
    }

    private static ObjectStore store(String location, ExecutorService executor) throws RequestException {
        try {
            return ObjectStores.open(location, executor);
        } catch (IllegalArgumentException e) {
            throw new RequestException("--output: " + e.getMessage(), e);
        }
    }

    /** Runs {@code task} on the array's store. */
    <T> T withStore(StoreTask<T> task) {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            return task.run(ObjectStores.open(uri, executor));
        } finally {
            executor.shutdown();
        }
    }

    /** A few lines that say what the array is. */
    String describe() {
        String text =
                "%s%n  %d bands %s, %d time steps, %d x %d pixels (y, x) of %s, nodata %s%n  %s, chunks of %d x %d: %d; %d items"
                        .formatted(
                                uri,
                                spec.bands().size(),
                                spec.bands().stream().map(band -> band.name()).toList(),
                                spec.times().size(),
                                spec.height(),
                                spec.width(),
                                spec.dtype().zarrName(),
                                spec.nodata() == null
                                        ? "unknown"
                                        : spec.nodata().toString(),
                                spec.crs(),
                                spec.chunkHeight(),
                                spec.chunkWidth(),
                                spec.chunkCount(),
                                items);
        return worst == null ? text : text + describeMemory(worst);
    }

    /** Says what a person may want to change: a size that was chosen smaller than usual, or one that may not fit. */
    private String describeMemory(WorstCase worst) {
        String need = "%d sources in the fullest chunk take up to %s of the %s that one may have"
                .formatted(worst.sources(), ProgressLine.bytes(worst.bytes()), ProgressLine.bytes(worst.allowed()));
        if (!worst.fits()) {
            return "%n  warning: %s; chunks that do not fit fail, a smaller --chunk-size or more heap helps"
                    .formatted(need);
        }
        boolean smaller = fitted && Math.max(spec.chunkHeight(), spec.chunkWidth()) < OpenRequest.DEFAULT_CHUNK_SIDE;
        return smaller ? "%n  smaller chunks than usual: %s".formatted(need) : "";
    }
}
