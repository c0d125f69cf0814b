package io.cogstream.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.grid.ChunkIndex;
import io.cogstream.make.ChunkAddress;
import io.cogstream.make.MadeChunk.Status;
import io.cogstream.operators.embedded.EmbeddedFlink;
import io.cogstream.operators.fake.FakeMaker;
import io.cogstream.operators.fake.FakeMaker.Fate;
import io.cogstream.operators.fake.FakeMakers;
import io.cogstream.operators.fake.FakeOutcomes;
import io.cogstream.operators.fake.FakeStores;
import io.cogstream.operators.message.ChunkOutcome;
import io.cogstream.operators.message.ChunkRequest;
import io.cogstream.operators.metrics.JobSummary;
import io.cogstream.operators.source.ArrayExtent;
import io.cogstream.operators.source.ChunkSet;
import io.cogstream.operators.source.ChunkSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline on a cluster in this JVM, with a maker that makes up its chunks. */
final class ChunkPipelineTest {
    private static final String ARRAY = "memory:/array";
    private static final ArrayExtent EXTENT = new ArrayExtent(ARRAY, 2, 3, 9, 14, 4, 4);

    /** Four of seven columns have a failure. */
    private static final int FAILURES = 432;

    private static EmbeddedFlink flink;

    private final FakeStores stores = new FakeStores();
    private final FakeOutcomes outcomes = new FakeOutcomes();

    @BeforeAll
    static void startFlink() throws Exception {
        flink = EmbeddedFlink.start(2);
    }

    @AfterAll
    static void stopFlink() throws Exception {
        flink.close();
    }

    @Test
    void endsEveryRequestInOneOutcome() throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(1, FakeMaker::mixed));

        JobSummary summary = run(makers, flink.environment());

        assertThat(outcomes.all()).hasSize((int) EXTENT.chunks());
        assertThat(statusByChunk()).hasSize((int) EXTENT.chunks());
        statusByChunk().forEach((chunk, status) -> assertThat(status).isEqualTo(expected(chunk)));
        assertThat(summary.chunks()).isEqualTo(EXTENT.chunks());
        assertThat(summary.written()).isEqualTo(chunks(Status.MADE));
        assertThat(summary.empty()).isEqualTo(chunks(Status.EMPTY));
        assertThat(summary.failed()).isEqualTo(chunks(Status.FAILED));
        assertThat(summary.failures()).hasSize(FAILURES);
        assertStoreIsComplete();
        assertThat(makers.maker().open).hasValue(0);
        assertThat(makers.users()).isZero();
        assertThat(makers.maker().fetches.values()).allMatch(count -> count.get() == 1);
    }

    @Test
    void logsEachFailureOnce() throws Exception {
        run(new FakeMakers(new FakeMaker(0, FakeMaker::mixed)), flink.environment());

        List<String> lines =
                stores.text(ARRAY + "/.cogstream/failures.ndjson").lines().toList();
        assertThat(lines).hasSize(FAILURES).doesNotHaveDuplicates();
        assertThat(lines)
                .contains("{\"array\":\"memory:/array\",\"index\":[1,2,8,2],\"item\":\"item\",\"asset\":\"red\","
                        + "\"href\":\"scene.tif\",\"stage\":\"read\",\"kind\":\"permanent\",\"message\":\"not found\","
                        + "\"attempts\":1}");
    }

    @Test
    void writesNoFailureLogWithoutFailures() throws Exception {
        run(new FakeMakers(new FakeMaker(0, chunk -> Fate.MADE)), flink.environment());

        assertThat(stores.contents().objects).doesNotContainKey(ARRAY + "/.cogstream/failures.ndjson");
    }

    @Test
    void leavesOutWhatIsThere() throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(0, chunk -> Fate.MADE));
        ChunkSet made = new ChunkSet(EXTENT);
        for (int y = 0; y < 9; y++) {
            for (int x = 0; x < 14; x++) {
                made.add(new ChunkIndex(0, 0, y, x));
                made.add(new ChunkIndex(1, 0, y, x));
            }
        }
        made.add(new ChunkIndex(1, 2, 8, 13));
        StreamExecutionEnvironment env = flink.environment();
        ChunkPipeline.bounded(env, new ChunkSource(EXTENT, made, 0, false), options(makers));

        JobSummary summary =
                flink.submit(env, "rest").await(Duration.ofMinutes(1)).orElseThrow();

        assertThat(summary.written()).isEqualTo(EXTENT.chunks() - made.size());
        assertThat(makers.maker().fetches).doesNotContainKey(new ChunkAddress(ARRAY, new ChunkIndex(1, 2, 8, 13)));
    }

    @Test
    void isCompleteAfterARestartFromACheckpoint() throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(20, FakeMaker::mixed));
        AtomicBoolean failed = new AtomicBoolean();
        stores.contents().interception = (object, number) -> number > 120 && failed.compareAndSet(false, true)
                ? CompletableFuture.failedFuture(new IllegalStateException("disk on fire"))
                : CompletableFuture.completedFuture(null);
        StreamExecutionEnvironment env = flink.environment();
        env.configure(often());

        JobSummary summary = run(makers, env);

        assertThat(failed).isTrue();
        assertThat(statusByChunk()).hasSize((int) EXTENT.chunks());
        assertThat(summary.chunks()).isEqualTo(EXTENT.chunks());
        assertThat(summary.pixels()).isEqualTo(100 * chunks(Status.MADE));
        assertThat(stores.text(ARRAY + "/.cogstream/failures.ndjson").lines()).hasSize(FAILURES);
        assertStoreIsComplete();
        assertThat(makers.maker().open).hasValue(0);
        assertThat(makers.users()).isZero();
        long fetches = makers.maker().fetches.values().stream()
                .mapToInt(count -> count.get())
                .sum();
        assertThat(fetches).isLessThan(EXTENT.chunks() + 200);
    }

    @Test
    void goesOnFromASavepointWithOtherSlots(@TempDir Path folder) throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(10, FakeMaker::mixed));
        StreamExecutionEnvironment env = flink.environment();
        ChunkPipeline.bounded(env, new ChunkSource(EXTENT, new ChunkSet(EXTENT), 0, false), options(makers));
        RunningJob job = flink.submit(env, "first half");
        while (outcomes.all().size() < 100) {
            Thread.sleep(10);
        }
        String savepoint = job.client()
                .stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(1, TimeUnit.MINUTES);
        assertThat(makers.maker().open).hasValue(0);
        int before = outcomes.all().size();
        assertThat(before).isLessThan((int) EXTENT.chunks());

        StreamExecutionEnvironment second = flink.environment();
        second.setParallelism(1);
        second.configure(new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
        ChunkSource source = new ChunkSource(EXTENT.forSlots(8), new ChunkSet(EXTENT), 0, false);
        ChunkPipeline.bounded(second, source, options(makers));
        JobSummary summary =
                flink.submit(second, "second half").await(Duration.ofMinutes(1)).orElseThrow();

        assertThat(statusByChunk()).hasSize((int) EXTENT.chunks());
        assertThat(summary.chunks()).isEqualTo(EXTENT.chunks());
        assertThat(outcomes.all()).hasSizeLessThan((int) EXTENT.chunks() + 20);
        assertStoreIsComplete();
        assertThat(stores.text(ARRAY + "/.cogstream/failures.ndjson").lines()).hasSize(FAILURES);
    }

    @Test
    void failsTheJobWhenAChunkCantBeWritten() {
        stores.contents().interception =
                (object, number) -> CompletableFuture.failedFuture(new IllegalStateException("disk full"));
        StreamExecutionEnvironment env = flink.environment();
        env.configure(new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
        FakeMakers makers = new FakeMakers(new FakeMaker(0, chunk -> Fate.MADE));

        assertThatThrownBy(() -> run(makers, env)).hasStackTraceContaining("disk full");

        assertThat(makers.maker().open).hasValue(0);
        assertThat(makers.users()).isZero();
    }

    @Test
    void givesMemoryBackWhenCancelled() throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(20, chunk -> Fate.MADE));
        StreamExecutionEnvironment env = flink.environment();
        ChunkPipeline.bounded(env, new ChunkSource(EXTENT, new ChunkSet(EXTENT), 0, false), options(makers));
        RunningJob job = flink.submit(env, "cancelled");
        while (outcomes.all().size() < 20) {
            Thread.sleep(10);
        }

        job.cancel();

        assertThatThrownBy(() -> job.await(Duration.ofMinutes(1))).hasStackTraceContaining("cancelled");
        Thread.sleep(100);
        assertThat(makers.maker().open).hasValue(0);
        assertThat(makers.users()).isZero();
    }

    @Test
    void tellsProgressWhileItRuns() throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(80, chunk -> Fate.MADE));
        StreamExecutionEnvironment env = flink.environment();
        ChunkPipeline.bounded(env, new ChunkSource(EXTENT, new ChunkSet(EXTENT), 0, false), options(makers));
        RunningJob job = flink.submit(env, "watched");
        long between = 0;
        while (job.await(Duration.ofMillis(100)).isEmpty()) {
            long chunks = job.progress().chunks();
            between += chunks > 0 && chunks < EXTENT.chunks() ? 1 : 0;
        }
        assertThat(between).isPositive();
        assertThat(job.progress().chunks()).isEqualTo(EXTENT.chunks());
    }

    @Test
    void endsWithItsLastChunkHoweverSeldomItsCheckpoints() throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(40, chunk -> Fate.MADE));
        StreamExecutionEnvironment env = flink.environment();
        env.configure(new Configuration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500))
                .set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMinutes(5)));
        ChunkPipeline.bounded(env, new ChunkSource(EXTENT, new ChunkSet(EXTENT), 0, false), options(makers));

        assertThat(flink.submit(env, "seldom").await(Duration.ofSeconds(20))).isPresent();
    }

    @Test
    void servesAUsersOwnJobWithFlinksDefaults() throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(1, FakeMaker::mixed));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, new Configuration());
        DataStream<ChunkRequest> requests = env.fromSequence(0, 99)
                .map(x -> new ChunkRequest(ARRAY, 0, 0, 0, Math.toIntExact(x), 0, false))
                .returns(ChunkRequest.class);
        ChunkPipeline.append(requests, options(makers));

        JobSummary summary =
                flink.submit(env, "a user's own").await(Duration.ofMinutes(1)).orElseThrow();

        assertThat(summary.chunks()).isEqualTo(100);
        assertThat(outcomes.all()).hasSize(100);
        assertThat(makers.maker().open).hasValue(0);
    }

    private JobSummary run(FakeMakers makers, StreamExecutionEnvironment env) throws Exception {
        ChunkPipeline.bounded(env, new ChunkSource(EXTENT, new ChunkSet(EXTENT), 0, false), options(makers));
        return flink.submit(env, "all").await(Duration.ofMinutes(1)).orElseThrow();
    }

    private PipelineOptions options(FakeMakers makers) {
        return PipelineOptions.of(makers, stores).withOutcomes(outcomes);
    }

    private static Configuration often() {
        return new Configuration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50))
                .set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ZERO);
    }

    private Map<ChunkIndex, Status> statusByChunk() {
        Map<ChunkIndex, Status> byChunk = new HashMap<>();
        for (ChunkOutcome outcome : outcomes.all()) {
            byChunk.put(new ChunkIndex(outcome.band(), outcome.time(), outcome.y(), outcome.x()), outcome.status());
        }
        return byChunk;
    }

    private long chunks(Status status) {
        return statusByChunk().values().stream().filter(status::equals).count();
    }

    private static Status expected(ChunkIndex chunk) {
        return switch (FakeMaker.mixed(chunk)) {
            case MADE, LACKS_A_SOURCE -> Status.MADE;
            case EMPTY -> Status.EMPTY;
            case FAILED, FETCH_BREAKS, ASSEMBLE_BREAKS, ASSEMBLE_RUNS_OUT_OF_MEMORY -> Status.FAILED;
        };
    }

    private void assertStoreIsComplete() {
        statusByChunk().forEach((chunk, status) -> {
            ChunkAddress address = new ChunkAddress(ARRAY, chunk);
            byte[] stored = stores.contents().objects.get(ARRAY + "/" + FakeMaker.key(address));
            assertThat(stored).isEqualTo(status == Status.MADE ? FakeMaker.content(address) : null);
        });
    }
}
