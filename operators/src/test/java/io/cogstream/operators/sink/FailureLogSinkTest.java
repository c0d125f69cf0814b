package io.cogstream.operators.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.failure.FailureKind;
import io.cogstream.operators.fake.FakeStores;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FailureLogSinkTest {
    private static final String LOG = "memory:/array/.cogstream/failures.ndjson";

    private final FakeStores stores = new FakeStores();

    @Test
    void writesOneLinePerChunkAndSource() throws Exception {
        try (var harness = harness(100)) {
            harness.open();
            harness.processElement(failure(1, "red", "first"), 0);
            harness.processElement(failure(1, "red", "replayed \"quote\"\n"), 0);
            harness.processElement(failure(1, "nir", "first"), 0);
            harness.processElement(failure(2, null, "all"), 0);
            assertThat(stores.contents().objects).isEmpty();
            harness.endInput();
        }

        assertThat(stores.text(LOG)).isEqualTo("""
                        {"array":"memory:/array","index":[0,0,0,1],"item":"i","asset":"red","href":null,"stage":"read","kind":"malformed","message":"replayed \\"quote\\"\\n","attempts":2}
                        {"array":"memory:/array","index":[0,0,0,1],"item":"i","asset":"nir","href":null,"stage":"read","kind":"malformed","message":"first","attempts":2}
                        {"array":"memory:/array","index":[0,0,0,2],"item":"i","asset":null,"href":null,"stage":"read","kind":"malformed","message":"all","attempts":2}
                        """);
    }

    @Test
    void writesAtEveryCheckpointThatHasNewFailures() throws Exception {
        try (var harness = harness(100)) {
            harness.open();
            harness.prepareSnapshotPreBarrier(1);
            assertThat(stores.contents().puts).hasValue(0);
            harness.processElement(failure(1, "red", "first"), 0);
            harness.prepareSnapshotPreBarrier(2);
            assertThat(stores.text(LOG).lines()).hasSize(1);
            harness.prepareSnapshotPreBarrier(3);
            assertThat(stores.contents().puts).hasValue(1);
        }
    }

    @Test
    void goesOnFromACheckpoint() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(100)) {
            harness.open();
            harness.processElement(failure(1, "red", "before"), 0);
            harness.prepareSnapshotPreBarrier(1);
            state = harness.snapshot(1, 1);
            harness.processElement(failure(2, "red", "after, lost with the attempt"), 0);
        }
        stores.contents().objects.clear();
        try (var harness = harness(100)) {
            harness.setup();
            harness.initializeState(state);
            harness.open();
            harness.processElement(failure(3, "red", "again"), 0);
            harness.endInput();
        }
        assertThat(stores.text(LOG)).contains("before", "again").doesNotContain("lost");
    }

    @Test
    void keepsNoMoreThanItsLimit() throws Exception {
        try (var harness = harness(2)) {
            harness.open();
            for (int x = 0; x < 5; x++) {
                harness.processElement(failure(x, "red", "m"), 0);
            }
            harness.processElement(failure(1, "red", "replayed"), 0);
            harness.endInput();
        }
        assertThat(stores.text(LOG).lines()).hasSize(2);
        assertThat(stores.text(LOG)).contains("replayed");
    }

    @Test
    void aFailedPutFailsTheCheckpoint() throws Exception {
        stores.contents().interception =
                (object, number) -> CompletableFuture.failedFuture(new IllegalStateException("disk full"));
        try (var harness = harness(2)) {
            harness.open();
            harness.processElement(failure(0, "red", "m"), 0);
            assertThatThrownBy(() -> harness.prepareSnapshotPreBarrier(1)).hasStackTraceContaining("disk full");
        }
    }

    @Test
    void refusesToRunInParallel() throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<ChunkFailure, CommittableMessage<Void>>(
                new SinkWriterOperatorFactory<>(new FailureLogSink(stores, 1, List.of())), 2, 2, 0)) {
            assertThatThrownBy(harness::open).hasMessageContaining("parallelism 1");
        }
    }

    @Test
    void stateSurvivesSerialization() throws Exception {
        FailureLogStateSerializer serializer = new FailureLogStateSerializer();
        FailureLogState state =
                new FailureLogState(List.of(failure(1, null, "ü".repeat(40_000)), failure(2, "red", "")));

        assertThat(serializer.deserialize(1, serializer.serialize(state))).isEqualTo(state);
    }

    /** Bytes of version 1 as first released: what is in users' savepoints. */
    @Test
    void readsStateOfVersionOne() throws Exception {
        byte[] bytes = HexFormat.of()
                .parseHex("000000010000000d6d656d6f72793a2f61727261790000000000000000000000"
                        + "00000000030000000169ffffffffffffffff0000000472656164000000094d41"
                        + "4c464f524d4544000000016d00000002");
        FailureLogState state = new FailureLogState(List.of(failure(3, null, "m")));

        assertThat(new FailureLogStateSerializer().deserialize(1, bytes)).isEqualTo(state);
        assertThat(new FailureLogStateSerializer().serialize(state)).isEqualTo(bytes);
    }

    @Test
    void refusesStateOfAnotherVersion() {
        FailureLogStateSerializer serializer = new FailureLogStateSerializer();
        assertThatThrownBy(() -> serializer.deserialize(2, new byte[100]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void startsWithWhatStillHoldsOfAnEarlierRun() throws Exception {
        try (OneInputStreamOperatorTestHarness<ChunkFailure, CommittableMessage<Void>> harness =
                harness(10, List.of("{\"earlier\": 1}"))) {
            harness.open();
            harness.processElement(failure(1, "red", "m"), 0);
            harness.prepareSnapshotPreBarrier(1);
        }

        assertThat(stores.text(LOG).lines()).hasSize(2).first().isEqualTo("{\"earlier\": 1}");
    }

    private OneInputStreamOperatorTestHarness<ChunkFailure, CommittableMessage<Void>> harness(int limit)
            throws Exception {
        return harness(limit, List.of());
    }

    private OneInputStreamOperatorTestHarness<ChunkFailure, CommittableMessage<Void>> harness(
            int limit, List<String> earlier) throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new SinkWriterOperatorFactory<>(new FailureLogSink(stores, limit, earlier)));
    }

    private static ChunkFailure failure(int x, @Nullable String asset, String message) {
        return new ChunkFailure(
                "memory:/array", 0, 0, 0, x, "i", asset, null, "read", FailureKind.MALFORMED, message, 2);
    }
}
