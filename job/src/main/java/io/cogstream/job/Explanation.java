package io.cogstream.job;

import io.cogstream.cube.OpenArray;
import io.cogstream.explain.ChunkWalk;
import io.cogstream.explain.ReadEstimate;
import io.cogstream.explain.ReadSink;
import io.cogstream.explain.ReadTotals;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.ByteSources;
import io.cogstream.io.DefaultByteSources;
import io.cogstream.io.HttpOptions;
import io.cogstream.io.ReadStatistics;
import io.cogstream.make.ChunkReads;
import io.cogstream.make.ChunkSizing;
import io.cogstream.make.MakerOptions;
import io.cogstream.make.ReadPlanner;
import io.cogstream.open.ArrayPlan;
import io.cogstream.open.ArrayPlanner;
import io.cogstream.open.NothingMatchesException;
import io.cogstream.open.OpenRequest;
import io.cogstream.open.RequestException;
import io.cogstream.operators.TaskJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Plans an array as {@code open} does, and then what each of its chunks reads. */
final class Explanation {
    private static final int FILE_THREADS = 8;

    /** Enough for the headers of a chunk to be on their way while those of others are planned. */
    private static final int CHUNKS_AHEAD = 64;

    private final OpenRequest request;
    private final boolean headers;
    private final ExplainProgress progress;
    private final TaskJvm jvm = TaskJvm.here(Runtime.getRuntime().availableProcessors());

    /** @param headers whether to read the headers of all sources */
    Explanation(OpenRequest request, boolean headers, ExplainProgress progress) {
        this.request = request;
        this.headers = headers;
        this.progress = progress;
    }

    /**
     * @return what was written, added up
     * @throws RequestException if a parameter is wrong
     * @throws NothingMatchesException if no item matches
     * @throws SourceException if the items or the first item's files can't be read
     */
    ReadTotals write(ExplainAnswer answer) throws RequestException, NothingMatchesException, IOException {
        ExecutorService files = Executors.newFixedThreadPool(FILE_THREADS);
        ExecutorService planning = Executors.newFixedThreadPool(jvm.slots());
        try (ByteSources sources = new DefaultByteSources(files, HttpOptions.DEFAULT)) {
            ReadStatistics statistics = new ReadStatistics();
            List<String> warnings = new ArrayList<>();
            ArrayPlan plan = plan(sources, statistics, warnings);
            OpenArray array = open(plan);
            ReadPlanner planner =
                    new ReadPlanner(array, sources, MakerOptions.forHeap(jvm.slots(), jvm.heapBytes()), planning);
            Explained explained = new Explained(
                    request.selection().items(),
                    array,
                    warnings,
                    headers,
                    statistics,
                    planner.statistics(),
                    new ReadTotals(array),
                    new ReadEstimate(array, planner, plan.samples(), meanBytes(statistics)));
            walk(explained, planner, planning, answer);
            return explained.totals();
        } finally {
            progress.end();
            planning.shutdownNow();
            files.shutdownNow();
        }
    }

    private ArrayPlan plan(ByteSources sources, ReadStatistics statistics, List<String> warnings)
            throws RequestException, NothingMatchesException, SourceException {
        ArrayPlan plan = new ArrayPlanner(sources, statistics).plan(request, null);
        warnings.addAll(plan.warnings());
        ChunkSizing sizing =
                new ChunkSizing(open(plan), plan.samples(), sources, statistics, HeapSizedMaker.chunkBytes(jvm));
        return OpenedArray.fitted(request, plan, sizing, warnings);
    }

    private static OpenArray open(ArrayPlan plan) {
        return new OpenArray(new NoStore(), plan.spec(), plan.index(), plan.area());
    }

    /** Of a header. */
    private static long meanBytes(ReadStatistics statistics) {
        return statistics.bytes() / Math.max(1, statistics.files());
    }

    private void walk(Explained explained, ReadPlanner planner, ExecutorService planning, ExplainAnswer answer)
            throws IOException {
        ReadSink sink = answer.start(explained).and(explained.totals());
        if (!headers) {
            sink = sink.and(explained.estimate());
        }
        long chunks = explained.array().spec().chunkCount();
        Function<ChunkIndex, CompletableFuture<ChunkReads>> plan = headers
                ? index -> CompletableFuture.completedFuture(index).thenComposeAsync(planner::byHeaders, planning)
                : index -> CompletableFuture.supplyAsync(() -> planner.byFootprints(index), planning);
        new ChunkWalk(explained.array().spec(), plan, CHUNKS_AHEAD)
                .to(sink.and(progress.of(chunks, explained.headerReads())));
        progress.end();
        answer.end(explained);
    }
}
