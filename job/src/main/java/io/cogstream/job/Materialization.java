package io.cogstream.job;

import io.cogstream.cube.ArraySpec;
import io.cogstream.grid.ArrayGrid;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.open.NothingMatchesException;
import io.cogstream.open.OpenRequest;
import io.cogstream.open.RequestException;
import io.cogstream.operators.ChunkPipeline;
import io.cogstream.operators.JobCluster;
import io.cogstream.operators.PipelineOptions;
import io.cogstream.operators.RunningJob;
import io.cogstream.operators.fetch.SharedChunkMaker;
import io.cogstream.operators.metrics.JobSummary;
import io.cogstream.operators.sink.OwnThreadStores;
import io.cogstream.operators.source.ArrayExtent;
import io.cogstream.operators.source.ChunkSet;
import io.cogstream.operators.source.ChunkSource;
import io.cogstream.zarr.ZarrReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Opens an array and makes all of its chunks that are not there yet, on whatever cluster. */
final class Materialization {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** Writing a local file is quick; a second one may wait its turn while the first is on its way. */
    private static final int PUTS = 2;

    private final JobCluster cluster;
    private final int slots;
    private final PrintWriter progress;
    private final boolean terminal;

    /**
     * @param cluster where the job runs
     * @param slots of {@code cluster}: chunks that are warped at a time, and threads that decode
     * @param progress where to show how far it is
     * @param terminal whether that is a terminal
     */
    Materialization(JobCluster cluster, int slots, PrintWriter progress, boolean terminal) {
        this.cluster = cluster;
        this.slots = slots;
        this.progress = progress;
        this.terminal = terminal;
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
        OpenedArray opened = OpenedArray.open(request, output, cluster.taskJvm().orElse(null));
        progress.println(opened.describe());
        opened.warnings().forEach(warning -> progress.println("warning: " + warning));
        progress.flush();
        ArrayExtent extent = extent(opened);
        ChunkSet present = present(opened, extent);
        List<String> earlier = opened.withStore(store -> EarlierFailures.keep(store, present));
        Made made = present.size() == extent.chunks() ? Made.NOTHING : makeChunks(extent, present, earlier);
        return new MaterializeSummary(
                opened,
                extent.chunks(),
                present.size(),
                made.job(),
                made.leftRunning(),
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
            ArraySpec spec = opened.spec();
            for (ChunkIndex index : opened.withStore(store -> ZarrReader.chunks(
                            store, spec.chunkKeys(), spec.storage().provenance())
                    .join())) {
                present.add(index);
            }
        }
        return present;
    }

    /**
     * What a job did, as far as it was followed.
     *
     * @param leftRunning the job's id if it was not
     */
    private record Made(JobSummary job, @Nullable String leftRunning) {
        private static final Made NOTHING = new Made(JobSummary.NOTHING, null);
    }

    private Made makeChunks(ArrayExtent extent, ChunkSet present, List<String> earlier)
            throws ExecutionException, InterruptedException {
        StreamExecutionEnvironment env = cluster.environment();
        ChunkPipeline.bounded(
                env, new ChunkSource(extent, present, 0, false), pipeline(slots).withEarlierFailures(earlier));
        RunningJob job = cluster.submit(env, "cogstream materialize " + extent.array());
        if (!cluster.followsJobs()) {
            return new Made(JobSummary.NOTHING, job.id());
        }
        ProgressLine line = new ProgressLine(progress, extent.chunks() - present.size(), terminal);
        if (!cluster.outlivesProgram()) {
            return new Made(follow(job, line, () -> false), null);
        }
        BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        try (InterruptQuestion question =
                InterruptQuestion.standBy(job, answers, progress, Terminal.isInputAttached())) {
            return new Made(follow(job, line, question::isAsked), null);
        }
    }

    private JobSummary follow(RunningJob job, ProgressLine line, BooleanSupplier silent)
            throws ExecutionException, InterruptedException {
        RestartNotes restarts = new RestartNotes(job, progress);
        Optional<JobSummary> end = job.await(BETWEEN_LOOKS);
        while (end.isEmpty()) {
            if (!silent.getAsBoolean()) {
                restarts.tell(line);
                line.show(job.progress());
            }
            end = job.await(BETWEEN_LOOKS);
        }
        if (terminal) {
            line.show(end.get());
        }
        line.end();
        return end.get();
    }

    private static PipelineOptions pipeline(int slots) {
        SharedChunkMaker makers =
                new SharedChunkMaker("cogstream, %d tasks".formatted(slots), new HeapSizedMaker(slots));
        return PipelineOptions.of(makers, new OwnThreadStores(1)).withConcurrentPuts(PUTS);
    }
}
