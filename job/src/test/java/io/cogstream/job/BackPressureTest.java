package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.io.HttpOptions;
import io.cogstream.io.ObjectStore;
import io.cogstream.make.CogChunkMaker;
import io.cogstream.make.MakerOptions;
import io.cogstream.operators.ChunkPipeline;
import io.cogstream.operators.PipelineOptions;
import io.cogstream.operators.RunningJob;
import io.cogstream.operators.embedded.EmbeddedFlink;
import io.cogstream.operators.fetch.SharedChunkMaker;
import io.cogstream.operators.metrics.JobSummary;
import io.cogstream.operators.sink.ObjectStoreProvider;
import io.cogstream.operators.sink.OwnThreadStores;
import io.cogstream.operators.source.ArrayExtent;
import io.cogstream.operators.source.ChunkSet;
import io.cogstream.operators.source.ChunkSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real pipeline with sources that take 300 ms a request, a store that takes 200 ms a PUT, and memory for few chunks. */
@Timeout(180)
final class BackPressureTest {
    private static final int SLOTS = 2;
    private static final long SOURCE_MILLIS = 300;
    private static final long STORE_MILLIS = 200;

    /** Of the demo's chunks of 24 x 24 pixels, with their tiles of 256 x 256, about four. */
    private static final long PIXEL_BYTES = 6L << 20;

    @TempDir
    private Path folder;

    @Test
    void blocksNoTaskThreadAndCompletesCheckpointsSoon() throws Exception {
        List<Duration> savepoints;
        Optional<JobSummary> end;
        try (SlowFileServer server = new SlowFileServer(CommandRun.repository("examples/demo"), SOURCE_MILLIS);
                EmbeddedFlink flink = EmbeddedFlink.start(SLOTS);
                TaskThreadWatch watch = TaskThreadWatch.start()) {
            RunningJob job = submit(flink, open(server));
            savepoints = savepointsUntilTheEnd(job);
            end = job.await(Duration.ofMinutes(1));

            assertThat(watch.longWaits()).isEmpty();
            assertThat(watch.samples()).isGreaterThan(500);
            assertThat(watch.inOurCode()).isPositive();
        }
        assertThat(end.orElseThrow().failed()).isZero();
        assertThat(end.orElseThrow().written()).isGreaterThan(100);
        assertThat(savepoints).hasSizeGreaterThan(3).allMatch(time -> time.compareTo(Duration.ofSeconds(5)) < 0);
    }

    @Test
    void noticesAThreadThatSleeps() throws InterruptedException {
        Thread sleeper = new Thread(BackPressureTest::sleep, "fetch -> warp (1/2)#0");
        try (TaskThreadWatch watch = TaskThreadWatch.start()) {
            sleeper.start();
            sleeper.join();

            assertThat(watch.longWaits())
                    .singleElement()
                    .satisfies(wait -> assertThat(wait.thread()).isEqualTo("fetch -> warp (1/2)#0"));
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Metadata of three steps of 10 x 9 chunks. */
    private ArrayExtent open(SlowFileServer server) {
        CommandRun opened = CommandRun.of(DemoScenes.command(
                "open",
                DemoScenes.items(),
                folder.resolve("out.zarr"),
                "--chunk-size",
                "24",
                "--href-map",
                CommandRun.repository("examples/demo") + "/=" + server.url()));
        assertThat(opened.exitCode()).as(opened.err()).isZero();
        return ArrayExtent.of(folder.resolve("out.zarr").toUri().toString(), 1, 3, 10, 9)
                .forSlots(SLOTS);
    }

    private static RunningJob submit(EmbeddedFlink flink, ArrayExtent extent) throws Exception {
        SharedChunkMaker makers = new SharedChunkMaker(
                "little memory",
                () -> CogChunkMaker.create(
                        new MakerOptions(SLOTS, PIXEL_BYTES, 0, 1 << 20, 1 << 20), HttpOptions.DEFAULT));
        StreamExecutionEnvironment env = flink.environment();
        ChunkPipeline.bounded(
                env,
                new ChunkSource(extent, new ChunkSet(extent), 0, false),
                PipelineOptions.of(makers, new SlowStores()).withConcurrentPuts(2));
        return flink.submit(env, "slow");
    }

    /** How long one after the other took; the one that the job's end cut off does not count. */
    private List<Duration> savepointsUntilTheEnd(RunningJob job) throws Exception {
        List<Duration> times = new ArrayList<>();
        while (job.await(Duration.ofSeconds(1)).isEmpty()) {
            long start = System.nanoTime();
            try {
                job.client()
                        .triggerSavepoint(
                                folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(1, TimeUnit.MINUTES);
            } catch (ExecutionException jobEnded) {
                continue;
            }
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return times;
    }

    /** The real store, with acknowledgements that come late. */
    private static final class SlowStores implements ObjectStoreProvider {
        private static final long serialVersionUID = 1;

        private final OwnThreadStores stores = new OwnThreadStores(1);

        @Override
        public ObjectStore open(String uri) throws IOException {
            return new SlowStore(stores.open(uri));
        }

        @Override
        public void release(ObjectStore store) {
            stores.release(((SlowStore) store).store());
        }
    }

    private record SlowStore(ObjectStore store) implements ObjectStore {
        private static final Executor LATER = CompletableFuture.delayedExecutor(STORE_MILLIS, TimeUnit.MILLISECONDS);

        @Override
        public String uri() {
            return store.uri();
        }

        @Override
        public CompletableFuture<@Nullable Void> put(String key, ByteBuffer content) {
            return store.put(key, content).thenApplyAsync(done -> null, LATER);
        }

        @Override
        public CompletableFuture<byte @Nullable []> get(String key) {
            return store.get(key);
        }

        @Override
        public CompletableFuture<List<String>> list(String prefix) {
            return store.list(prefix);
        }

        @Override
        public CompletableFuture<@Nullable Void> deleteAll(String prefix) {
            return store.deleteAll(prefix);
        }
    }
}
