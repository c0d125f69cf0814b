package io.cogstream.job;

import io.cogstream.cube.ArraySpec;
import io.cogstream.grid.ArrayGrid;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.HttpOptions;
import io.cogstream.make.CogChunkMaker;
import io.cogstream.make.MakerOptions;
import io.cogstream.open.NothingMatchesException;
import io.cogstream.open.OpenRequest;
import io.cogstream.open.RequestException;
import io.cogstream.operators.ChunkPipeline;
import io.cogstream.operators.PipelineOptions;
import io.cogstream.operators.RunningJob;
import io.cogstream.operators.embedded.EmbeddedFlink;
import io.cogstream.operators.fetch.SharedChunkMaker;
import io.cogstream.operators.metrics.JobSummary;
import io.cogstream.operators.sink.OwnThreadStores;
import io.cogstream.operators.source.ArrayExtent;
import io.cogstream.operators.source.ChunkSet;
import io.cogstream.operators.source.ChunkSource;
import io.cogstream.zarr.ZarrReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Opens an array and makes all of its chunks that are not there yet, with Flink inside this JVM. */
final class Materialization {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** Writing a local file is quick; a second one may wait its turn while the first is on its way. */
    private static final int PUTS = 2;

    private final EmbeddedFlink flink;
    private final int slots;
    private final PrintWriter progress;
    private final boolean terminal;

    /**
     * @param flink where the job runs
     * @param slots of {@code flink}: chunks that are warped at a time, and threads that decode
     * @param progress where to show how far it is
     * @param terminal whether that is a terminal
     */
    Materialization(EmbeddedFlink flink, int slots, PrintWriter progress, boolean terminal) {
        this.flink = flink;
        this.slots = slots;
        this.progress = progress;
        this.terminal = terminal;
    }

    /** Starts Flink in this JVM, runs once and stops it. */
    static MaterializeSummary once(
            int slots, PrintWriter progress, boolean terminal, OpenRequest request, OutputOptions output)
            throws RequestException, NothingMatchesException, IOException, ExecutionException, InterruptedException {
        try (EmbeddedFlink flink = EmbeddedFlink.start(slots)) {
            return new Materialization(flink, slots, progress, terminal).run(request, output);
        }
    }

    /**
     * Runs once. Failures of an earlier run are forgotten where chunks are made again, and kept where chunks lack a source.
     *
     * @throws RequestException if a parameter is wrong, or the output holds another array
     * @throws NothingMatchesException if no item matches
     * @throws ExecutionException if the job as a whole failed
     */
    MaterializeSummary run(OpenRequest request, OutputOptions output)
            throws RequestException, NothingMatchesException, IOException, ExecutionException, InterruptedException {
        ProcessUsage start = ProcessUsage.now();
        OpenedArray opened = OpenedArray.open(request, output);
        progress.println(opened.describe());
        progress.flush();
        ArrayExtent extent = extent(opened);
        ChunkSet present = present(opened, extent);
        List<String> earlier = opened.withStore(store -> EarlierFailures.keep(store, present));
        JobSummary job = present.size() == extent.chunks() ? JobSummary.NOTHING : makeChunks(extent, present, earlier);
        return new MaterializeSummary(
                opened,
                extent.chunks(),
                present.size(),
                job,
                start,
                ProcessUsage.now().minus(start));
    }

    private ArrayExtent extent(OpenedArray opened) {
        ArraySpec spec = opened.spec();
        ArrayGrid grid = spec.grid();
        return ArrayExtent.of(
                        opened.uri(), spec.bands().size(), spec.times().size(), grid.chunksDown(), grid.chunksAcross())
                .forSlots(slots);
    }

    /** Chunks that an earlier run made. */
    private static ChunkSet present(OpenedArray opened, ArrayExtent extent) {
        ChunkSet present = new ChunkSet(extent);
        if (opened.existed()) {
            for (ChunkIndex index :
                    opened.withStore(store -> ZarrReader.chunks(store).join())) {
                present.add(index);
            }
        }
        return present;
    }

    private JobSummary makeChunks(ArrayExtent extent, ChunkSet present, List<String> earlier)
            throws ExecutionException, InterruptedException {
        StreamExecutionEnvironment env = flink.environment();
        ChunkPipeline.bounded(
                env, new ChunkSource(extent, present, 0, false), pipeline(slots).withEarlierFailures(earlier));
        RunningJob job = flink.submit(env, "cogstream materialize " + extent.array());
        ProgressLine line = new ProgressLine(progress, extent.chunks() - present.size(), terminal);
        Optional<JobSummary> end = job.await(BETWEEN_LOOKS);
        while (end.isEmpty()) {
            line.show(job.progress());
            end = job.await(BETWEEN_LOOKS);
        }
        if (terminal) {
            line.show(end.get());
        }
        line.end();
        return end.get();
    }

    private static PipelineOptions pipeline(int slots) {
        PipelineOptions options = PipelineOptions.of(makers(slots), new OwnThreadStores(1));
        return options.withConcurrentPuts(PUTS);
    }

    /** Heap is measured where the maker is made: in the JVM that a task runs in. */
    private static SharedChunkMaker makers(int threads) {
        return new SharedChunkMaker(
                "cogstream, %d threads".formatted(threads),
                () -> CogChunkMaker.create(
                        MakerOptions.forHeap(threads, Runtime.getRuntime().maxMemory()), HttpOptions.DEFAULT));
    }
}
