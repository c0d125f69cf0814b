package io.cogstream.operators.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.failure.FailureKind;
import io.cogstream.make.ChunkObject;
import io.cogstream.make.MadeChunk.Cost;
import io.cogstream.make.MadeChunk.Status;
import io.cogstream.operators.fake.FakeOutcomes;
import io.cogstream.operators.fake.FakeStores;
import io.cogstream.operators.message.ChunkOutcome;
import io.cogstream.operators.message.ChunkRequest;
import io.cogstream.operators.message.ChunkResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chunk sink inside Flink's writer operator, with PUTs that end when the test says so. */
final class ZarrChunkSinkTest {
    private static final Cost COST = new Cost(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

    private final FakeStores stores = new FakeStores();
    private final FakeOutcomes outcomes = new FakeOutcomes();
    private final Map<String, CompletableFuture<@Nullable Void>> puts = new ConcurrentHashMap<>();
    private final ScheduledExecutorService storeThread = Executors.newSingleThreadScheduledExecutor();
    private OneInputStreamOperatorTestHarness<ChunkResult, CommittableMessage<Void>> harness;

    @BeforeEach
    void open() throws Exception {
        stores.contents().interception =
                (object, number) -> puts.computeIfAbsent(object, any -> new CompletableFuture<>());
        harness = new OneInputStreamOperatorTestHarness<>(
                new SinkWriterOperatorFactory<>(new ZarrChunkSink(stores, outcomes, 2)));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
        storeThread.shutdownNow();
    }

    @Test
    void tellsTheOutcomeOnlyAfterTheChunkIsStored() throws Exception {
        harness.processElement(made(0), 0);
        runMails();
        assertThat(outcomes.all()).isEmpty();

        stored(0);
        runMails();

        ChunkOutcome outcome = outcomes.all().get(0);
        assertThat(outcome.status()).isEqualTo(Status.MADE);
        assertThat(outcome.key()).isEqualTo("c/0");
        assertThat(outcome.length()).isEqualTo(3);
        assertThat(outcome.generation()).isEqualTo(9);
        assertThat(outcome.writeNanos()).isPositive();
        assertThat(stores.contents().objects.get("memory:/array/c/0")).containsExactly(1, 2, 0);
    }

    @Test
    void tellsEmptyAndFailedChunksAtOnce() throws Exception {
        ChunkRequest request = request(0);
        harness.processElement(new ChunkResult(request, Status.EMPTY, null, null, null, new ChunkFailure[0], COST), 0);
        harness.processElement(ChunkResult.failed(request, request.failure("read", FailureKind.PERMANENT, "gone")), 0);

        assertThat(outcomes.all()).extracting(ChunkOutcome::status).containsExactly(Status.EMPTY, Status.FAILED);
        assertThat(outcomes.all().get(1).failures()[0].message()).isEqualTo("gone");
        assertThat(stores.contents().puts).hasValue(0);
    }

    @Test
    void waitsForAFreePlaceBeforeTheNextPut() throws Exception {
        harness.processElement(made(0), 0);
        harness.processElement(made(1), 0);
        assertThat(stores.contents().puts).hasValue(2);
        later(() -> stored(1));

        harness.processElement(made(2), 0);

        assertThat(puts.get("memory:/array/c/1")).isDone();
        assertThat(stores.contents().puts).hasValue(3);
    }

    @Test
    void putsProvenanceBeforeThePixelsThatItBelongsTo() throws Exception {
        ChunkResult result = made(0);
        ChunkObject provenance = new ChunkObject("p/0", new byte[4]);
        harness.processElement(
                new ChunkResult(
                        result.request(),
                        Status.MADE,
                        result.key(),
                        result.content(),
                        provenance,
                        result.failures(),
                        COST),
                0);
        assertThat(puts).containsOnlyKeys("memory:/array/p/0");

        puts.get("memory:/array/p/0").complete(null);
        runMails();
        assertThat(outcomes.all()).isEmpty();
        assertThat(stores.contents().objects).containsOnlyKeys("memory:/array/p/0");

        stored(0);
        runMails();
        assertThat(outcomes.all()).hasSize(1);
        assertThat(outcomes.all().get(0).length()).isEqualTo(3 + 4);
        assertThat(stores.contents().objects).containsOnlyKeys("memory:/array/p/0", "memory:/array/c/0");
    }

    @Test
    void withoutItsProvenanceAChunkIsNotPut() throws Exception {
        ChunkObject provenance = new ChunkObject("p/0", new byte[4]);
        harness.processElement(
                new ChunkResult(request(0), Status.MADE, "c/0", new byte[1], provenance, new ChunkFailure[0], COST), 0);
        later(() -> puts.get("memory:/array/p/0").completeExceptionally(new IllegalStateException("disk full")));

        assertThatThrownBy(() -> harness.prepareSnapshotPreBarrier(1)).hasStackTraceContaining("disk full");
        assertThat(stores.contents().objects).isEmpty();
    }

    @Test
    void neverPutsAnObjectTwiceAtATime() throws Exception {
        harness.processElement(made(0), 0);
        later(() -> stored(0));

        harness.processElement(made(0), 0);

        assertThat(puts.get("memory:/array/c/0")).isDone();
        assertThat(stores.contents().puts).hasValue(2);
    }

    @Test
    void checkpointWaitsForEveryPut() throws Exception {
        harness.processElement(made(0), 0);
        harness.processElement(made(1), 0);
        later(() -> stored(0));
        later(() -> stored(1));

        harness.prepareSnapshotPreBarrier(1);

        assertThat(outcomes.all()).hasSize(2);
    }

    @Test
    void endOfInputWaitsForEveryPut() throws Exception {
        harness.processElement(made(0), 0);
        later(() -> stored(0));

        harness.endInput();

        assertThat(outcomes.all()).hasSize(1);
    }

    @Test
    void aFailedPutFailsTheCheckpoint() throws Exception {
        harness.processElement(made(0), 0);
        later(() -> puts.get("memory:/array/c/0").completeExceptionally(new IllegalStateException("disk full")));

        assertThatThrownBy(() -> harness.prepareSnapshotPreBarrier(1))
                .hasStackTraceContaining("can't write chunk memory:/array/c/0")
                .hasStackTraceContaining("disk full");
        assertThat(outcomes.all()).isEmpty();
    }

    @Test
    void aStoreThatCantBeOpenedFailsTheJob() {
        ChunkRequest elsewhere = new ChunkRequest("refused:/array", 0, 0, 0, 0, 9, false);
        ChunkResult result =
                new ChunkResult(elsewhere, Status.MADE, "c/0", new byte[1], null, new ChunkFailure[0], COST);

        assertThatThrownBy(() -> harness.processElement(result, 0)).hasMessageContaining("refused scheme");
    }

    @Test
    void ignoresAcknowledgementsAfterItsEnd() throws Exception {
        harness.processElement(made(0), 0);
        harness.close();
        harness.getTaskMailbox().close();

        stored(0);

        assertThat(outcomes.all()).isEmpty();
    }

    private static ChunkRequest request(int x) {
        return new ChunkRequest("memory:/array", 0, 0, 0, x, 9, false);
    }

    private static ChunkResult made(int x) {
        byte[] content = {1, 2, (byte) x};
        return new ChunkResult(request(x), Status.MADE, "c/" + x, content, null, new ChunkFailure[0], COST);
    }

    private void stored(int x) {
        puts.get("memory:/array/c/" + x).complete(null);
    }

    private void later(Runnable action) {
        var unused = storeThread.schedule(action, 20, TimeUnit.MILLISECONDS);
    }

    private void runMails() throws Exception {
        List<Mail> mails = harness.getTaskMailbox().drain();
        for (Mail mail : mails) {
            mail.run();
        }
    }
}
