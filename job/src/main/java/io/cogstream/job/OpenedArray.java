package io.cogstream.job;

import io.cogstream.cube.ArraySpec;
import io.cogstream.failure.SourceException;
import io.cogstream.io.ByteSources;
import io.cogstream.io.DefaultByteSources;
import io.cogstream.io.HttpOptions;
import io.cogstream.io.ObjectStore;
import io.cogstream.io.ObjectStores;
import io.cogstream.io.ReadStatistics;
import io.cogstream.open.ArrayCreator;
import io.cogstream.open.ArrayPlan;
import io.cogstream.open.ArrayPlanner;
import io.cogstream.open.NothingMatchesException;
import io.cogstream.open.OpenRequest;
import io.cogstream.open.RequestException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An array whose metadata is complete in its store.
 *
 * @param uri of the store
 * @param spec what the array is
 * @param items how many items it is made of
 * @param existed whether the same array was there before
 * @param statistics what opening it read of sources, the items not counted
 * @param warnings what a user should know about where its pixels lie
 */
record OpenedArray(
        String uri, ArraySpec spec, int items, boolean existed, ReadStatistics statistics, List<String> warnings) {

    private static final int THREADS = 4;

    /** Work on a store that ends before the threads behind it do. */
    interface StoreTask<T> {
        T run(ObjectStore store);
    }

    /**
     * Finds the items, works out the array and writes its metadata.
     *
     * @throws RequestException if a parameter is wrong, or the store holds another array
     * @throws NothingMatchesException if no item matches
     * @throws SourceException if the items or the first item's files can't be read
     */
    static OpenedArray open(OpenRequest request, OutputOptions output)
            throws RequestException, NothingMatchesException, SourceException {
        ReadStatistics statistics = new ReadStatistics();
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try (ByteSources sources = new DefaultByteSources(executor, HttpOptions.DEFAULT)) {
            ObjectStore store = store(output.output, executor);
            ArrayCreator creator = new ArrayCreator(store);
            ArraySpec existing = output.overwrite ? null : creator.existing();
            ArrayPlan plan = new ArrayPlanner(sources, statistics).plan(request, existing);
            ArrayCreator.Outcome outcome = creator.create(plan, output.overwrite);
            return new OpenedArray(
                    store.uri(),
                    plan.spec(),
                    plan.index().size(),
                    outcome == ArrayCreator.Outcome.SAME,
                    statistics,
                    plan.warnings());
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
        return "%s%n  %d bands %s, %d time steps, %d x %d pixels (y, x) of %s, nodata %s%n  %s, chunks of %d x %d: %d; %d items"
                .formatted(
                        uri,
                        spec.bands().size(),
                        spec.bands().stream().map(band -> band.name()).toList(),
                        spec.times().size(),
                        spec.height(),
                        spec.width(),
                        spec.dtype().zarrName(),
                        spec.nodata() == null ? "unknown" : spec.nodata().toString(),
                        spec.crs(),
                        spec.chunkHeight(),
                        spec.chunkWidth(),
                        spec.chunkCount(),
                        items);
    }
}
