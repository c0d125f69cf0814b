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
import io.cogstream.open.EarlierSearch;
import io.cogstream.open.NothingMatchesException;
import io.cogstream.open.OpenRequest;
import io.cogstream.open.RequestException;
import io.cogstream.operators.TaskJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An array whose metadata is complete in its store.
 *
 * @param uri of the store
 * @param spec what the array is
 * @param items how many items it is made of
 * @param existed whether the same array was there before
 * @param statistics what opening it read of sources, the items not counted
 * @param warnings what a user should know, in sentences
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
            EarlierSearch earlier = new EarlierSearch(store, request);
            Optional<ArrayPlan> known = earlier.plan(existing);
            ArrayPlan plan =
                    known.isPresent() ? known.get() : new ArrayPlanner(sources, statistics).plan(request, existing);
            List<String> warnings = new ArrayList<>(plan.warnings());
            if (jvm != null && existing == null) {
                OpenArray array = new OpenArray(store, plan.spec(), plan.index(), plan.area());
                plan = fitted(
                        request,
                        plan,
                        new ChunkSizing(array, plan.samples(), sources, statistics, HeapSizedMaker.chunkBytes(jvm)),
                        warnings);
            }
            boolean existed = creator.create(plan, output.overwrite) == ArrayCreator.Outcome.SAME;
            earlier.remember(plan);
            return new OpenedArray(
                    store.uri(), plan.spec(), plan.index().size(), existed, statistics, List.copyOf(warnings));
        } finally {
            executor.shutdown();
        }
    }

    /**
     * The plan with chunks that fit the memory, as far as the user left that open.
     *
     * @param warnings gets what the user may want to change
     */
    static ArrayPlan fitted(OpenRequest request, ArrayPlan plan, ChunkSizing sizing, List<String> warnings) {
        WorstCase worst = worstCase(request, sizing, plan.spec());
        warning(request, worst).ifPresent(warnings::add);
        return plan.withChunkSize(worst.rows(), worst.columns());
    }

    private static WorstCase worstCase(OpenRequest request, ChunkSizing sizing, ArraySpec spec) {
        return request.wantsFittingChunks()
                ? sizing.largestFitting(spec.chunkHeight(), spec.chunkWidth())
                : sizing.worstCase(spec.chunkHeight(), spec.chunkWidth());
    }

    /** What a person may want to change: a size that was chosen smaller than usual, or one that may not fit. */
    private static Optional<String> warning(OpenRequest request, WorstCase worst) {
        String need = "%d sources in the fullest chunk take up to %s of the %s that one may have"
                .formatted(worst.sources(), ProgressLine.bytes(worst.bytes()), ProgressLine.bytes(worst.allowed()));
        if (!worst.fits()) {
            return Optional.of(need + "; chunks that do not fit fail, a smaller --chunk-size or more heap helps");
        }
        boolean smaller = request.wantsFittingChunks()
                && Math.max(worst.rows(), worst.columns()) < OpenRequest.DEFAULT_CHUNK_SIDE;
        return smaller ? Optional.of("chunks are smaller than usual: " + need) : Optional.empty();
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

    private static String formats(ArraySpec spec) {
        return spec.storage().formats().stream()
                .map(format -> "%s, nodata %s"
                        .formatted(
                                format.dtype().zarrName(),
                                format.nodata() == null
                                        ? "unknown"
                                        : format.nodata().toString()))
                .collect(Collectors.joining("; "));
    }

    /** A few lines that say what the array is. */
    String describe() {
        return describe(uri, spec, items);
    }

    /** @param place where the array is or comes from */
    static String describe(String place, ArraySpec spec, int items) {
        return "%s%n  %d bands %s, %d time steps, %d x %d pixels (y, x) of %s%n  %s, chunks of %d x %d: %d; %d items"
                .formatted(
                        place,
                        spec.bands().size(),
                        spec.bands().stream().map(band -> band.name()).toList(),
                        spec.times().size(),
                        spec.height(),
                        spec.width(),
                        formats(spec),
                        spec.crs(),
                        spec.chunkHeight(),
                        spec.chunkWidth(),
                        spec.chunkCount(),
                        items);
    }
}
