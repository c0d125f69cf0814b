package io.cogstream.make;

import io.cogstream.cube.OpenArray;
import io.cogstream.failure.FailureKind;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.ByteSources;
import io.cogstream.io.DaemonPool;
import io.cogstream.io.DefaultByteSources;
import io.cogstream.io.HttpOptions;
import io.cogstream.io.ObjectStores;
import io.cogstream.warp.WarpMaps;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes chunks from the Cloud Optimized GeoTIFFs that an array's index names. */
public final class CogChunkMaker implements ChunkMaker {
    /** Threads that wait for local files; reads of a page cache are short, so few are enough. */
    private static final int FILE_THREADS = 8;

    private final ByteSources sources;
    private final OpenArrays arrays;
    private final Runnable afterClose;
    private final ExecutorService executor;
    private final FetchResources resources;
    private final ChunkAssembler assembler = new ChunkAssembler();
    private final AtomicLong fetches = new AtomicLong();
    private final ConcurrentMap<Long, CompletableFuture<FetchedChunk>> underWay = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param sources closed with the maker
     * @param afterClose run last when the maker is closed
     */
    CogChunkMaker(ByteSources sources, OpenArrays arrays, MakerOptions options, Runnable afterClose) {
        this.sources = sources;
        this.arrays = arrays;
        this.afterClose = afterClose;
        this.executor = DaemonPool.of("cogstream-decode", options.threads());
        this.resources = new FetchResources(
                new SourceHeaders(sources, options.headerCacheBytes()),
                new SourceTiles(sources, executor, options.tileCacheBytes()),
                new WarpMaps(options.warpMapBytes()),
                new MemoryBudget(options.pixelBytes()),
                executor);
    }

    /** A maker with threads, connections and caches of its own; all of them end with {@link #close()}. */
    public static CogChunkMaker create(MakerOptions options, HttpOptions http) {
        ExecutorService blocking = DaemonPool.of("cogstream-io", FILE_THREADS);
        return new CogChunkMaker(
                new DefaultByteSources(blocking, http),
                new OpenArrays(uri -> ObjectStores.open(uri, blocking)),
                options,
                blocking::shutdownNow);
    }

    /** Memory of the chunks under way. */
    MemoryBudget budget() {
        return resources.budget();
    }

    /**
     * The result is another future than that of the work: once the maker is closed, its threads drop what they had to do,
     * and no one would complete the work's own.
     */
    @Override
    public CompletableFuture<FetchedChunk> fetch(ChunkAddress address) {
        CompletableFuture<FetchedChunk> result = new CompletableFuture<>();
        long number = fetches.incrementAndGet();
        underWay.put(number, result);
        if (closed) {
            cancel(result);
        } else {
            CompletableFuture<FetchedChunk> unused = start(address).whenComplete((chunk, problem) -> {
                if (problem != null) {
                    result.completeExceptionally(problem);
                } else if (!result.complete(chunk)) {
                    chunk.close();
                }
            });
        }
        return result.whenComplete((chunk, problem) -> underWay.remove(number));
    }

    private static void cancel(CompletableFuture<FetchedChunk> fetch) {
        fetch.completeExceptionally(new CancellationException("the chunk maker is closed"));
    }

    /** An array, or why it can't be had. */
    private record Opening(
            @Nullable OpenArray array, @Nullable Throwable problem) {}

    private CompletableFuture<FetchedChunk> start(ChunkAddress address) {
        FetchCost cost = new FetchCost();
        return arrays.get(address.array())
                .handle(Opening::new)
                .thenComposeAsync(
                        opening -> opening.array() == null
                                ? CompletableFuture.completedFuture(
                                        unopened(address, Objects.requireNonNull(opening.problem()), cost))
                                : fetch(opening.array(), address, cost),
                        executor);
    }

    private CompletableFuture<FetchedChunk> fetch(OpenArray array, ChunkAddress address, FetchCost cost) {
        String outside = outside(array, address.index());
        if (outside != null) {
            return CompletableFuture.completedFuture(failed(address, FailureKind.CONTRACT, outside, cost));
        }
        List<Candidate> candidates = Candidates.of(array, address.index());
        if (candidates.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new FetchedPixels(address, array, List.of(), List.of(), true, false, cost, List.of()));
        }
        return new ChunkFetch(resources, address, array, candidates, cost).run();
    }

    private static @Nullable String outside(OpenArray array, ChunkIndex index) {
        boolean inside = index.band() < array.spec().bands().size()
                && index.time() < array.spec().times().size()
                && index.y() < array.grid().chunksDown()
                && index.x() < array.grid().chunksAcross();
        return inside ? null : "chunk " + index + " lies outside the array";
    }

    private static FetchedChunk unopened(ChunkAddress address, Throwable problem, FetchCost cost) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        FailureKind kind = cause instanceof SourceException e ? e.kind() : FailureKind.CONTRACT;
        return failed(address, kind, "the array can't be opened: " + cause.getMessage(), cost);
    }

    private static FetchedChunk failed(ChunkAddress address, FailureKind kind, String message, FetchCost cost) {
        return new FetchedPixels(
                address,
                null,
                List.of(),
                List.of(ChunkFailures.of(address, null, null, null, "resolve", kind, message)),
                false,
                true,
                cost,
                List.of());
    }

    @Override
    public MadeChunk assemble(FetchedChunk fetched) {
        return assembler.assemble((FetchedPixels) fetched);
    }

    @Override
    public void close() {
        closed = true;
        executor.shutdownNow();
        underWay.values().forEach(CogChunkMaker::cancel);
        sources.close();
        afterClose.run();
        assembler.close();
    }
}
