package io.cogstream.operators.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.failure.FailureKind;
import io.cogstream.failure.TransientSourceException;
import io.cogstream.make.ChunkAddress;
import io.cogstream.make.ChunkMaker;
import io.cogstream.make.FetchedChunk;
import io.cogstream.make.MadeChunk;
import io.cogstream.operators.message.ChunkRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fetch inside Flink's asynchronous operator, with fetches that end when the test says so. */
final class FetchFunctionTest {
    private static final long TIMEOUT_MILLIS = 1000;

    private final ManualMaker maker = new ManualMaker();
    private OneInputStreamOperatorTestHarness<ChunkRequest, Fetched> harness;

    @BeforeEach
    void open() throws Exception {
        ManualMaker.current = maker;
        harness = harness();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void givesPixelsInTheOrderInWhichTheyArrive() throws Exception {
        harness.processElement(request(0), 0);
        harness.processElement(request(1), 0);

        maker.arrive(request(1));
        runMails();
        assertThat(harness.extractOutputValues()).extracting(Fetched::request).containsExactly(request(1));
        maker.arrive(request(0));
        runMails();

        assertThat(harness.extractOutputValues()).extracting(Fetched::request).containsExactly(request(1), request(0));
    }

    @Test
    void turnsABrokenFetchIntoAFailedChunk() throws Exception {
        harness.processElement(request(0), 0);
        harness.processElement(request(1), 0);
        harness.processElement(request(2), 0);

        maker.fetch(request(0)).completeExceptionally(new IllegalStateException("bug"));
        maker.fetch(request(1))
                .completeExceptionally(new CompletionException(new TransientSourceException("a.tif", "503")));
        maker.fetch(request(2)).complete(null);
        runMails();

        assertThat(failures())
                .extracting(ChunkFailure::kind)
                .containsExactly(FailureKind.CONTRACT, FailureKind.TRANSIENT, FailureKind.CONTRACT);
        assertThat(failures()).extracting(ChunkFailure::x).containsExactly(0, 1, 2);
        assertThat(failures().get(1).href()).isEqualTo("a.tif");
    }

    @Test
    void turnsAThrowingMakerIntoAFailedChunk() throws Exception {
        maker.refuses = true;
        harness.processElement(request(0), 0);
        runMails();

        assertThat(failures()).extracting(ChunkFailure::kind).containsExactly(FailureKind.CONTRACT);
    }

    @Test
    void turnsATimeoutIntoAFailedChunkAndGivesLatePixelsBack() throws Exception {
        harness.processElement(request(0), 0);
        harness.setProcessingTime(TIMEOUT_MILLIS + 1);
        runMails();

        assertThat(failures()).extracting(ChunkFailure::kind).containsExactly(FailureKind.TRANSIENT);
        maker.arrive(request(0));
        runMails();
        assertThat(harness.extractOutputValues()).hasSize(1);
        assertThat(maker.open).hasValue(0);
    }

    @Test
    void failsTheJobOnAnError() throws Exception {
        harness.getEnvironment().setExpectedExternalFailureCause(Throwable.class);
        harness.processElement(request(0), 0);

        maker.fetch(request(0)).completeExceptionally(new OutOfMemoryError("simulated"));
        runMails();

        assertThat(harness.getEnvironment().getActualExternalFailureCause().orElseThrow())
                .hasRootCauseInstanceOf(OutOfMemoryError.class);
        assertThat(harness.extractOutputValues()).isEmpty();
    }

    @Test
    void failsTheJobWhenTheMakerIsClosedUnderIt() throws Exception {
        harness.getEnvironment().setExpectedExternalFailureCause(Throwable.class);
        harness.processElement(request(0), 0);

        maker.fetch(request(0)).completeExceptionally(new CancellationException());
        runMails();

        assertThat(harness.getEnvironment().getActualExternalFailureCause().orElseThrow())
                .hasRootCauseInstanceOf(CancellationException.class);
    }

    @Test
    void givesUndeliveredPixelsBackWhenTheTaskEnds() throws Exception {
        harness.processElement(request(0), 0);
        harness.processElement(request(1), 0);
        maker.arrive(request(0));
        assertThat(maker.open).hasValue(1);

        harness.close();

        assertThat(maker.open).hasValue(0);
        maker.arrive(request(1));
        assertThat(maker.open).hasValue(0);
        assertThat(maker.users).hasValue(0);
    }

    @Test
    void aMakerThatEndsWithTheTaskFailsNothing() throws Exception {
        harness.processElement(request(0), 0);
        harness.close();

        maker.fetch(request(0)).completeExceptionally(new CancellationException());

        assertThat(harness.wasFailedExternally()).isFalse();
    }

    @Test
    void survivesAnOverflowingStack() throws Exception {
        harness.processElement(request(0), 0);
        maker.fetch(request(0)).completeExceptionally(new StackOverflowError());
        runMails();

        assertThat(failures()).extracting(ChunkFailure::kind).containsExactly(FailureKind.CONTRACT);
    }

    @Test
    void asksAgainForWhatWasUnderWayAtTheCheckpoint() throws Exception {
        harness.processElement(request(0), 0);
        harness.processElement(request(1), 0);
        maker.arrive(request(1));
        runMails();
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        maker.fetches.clear();

        harness = harness();
        harness.initializeState(state);
        harness.open();

        assertThat(maker.fetches.keySet()).containsExactly(request(0).address());
        maker.arrive(request(0));
        runMails();
        assertThat(harness.extractOutputValues()).extracting(Fetched::request).containsExactly(request(0));
    }

    private static OneInputStreamOperatorTestHarness<ChunkRequest, Fetched> harness() throws Exception {
        OneInputStreamOperatorTestHarness<ChunkRequest, Fetched> harness = new OneInputStreamOperatorTestHarness<>(
                new AsyncWaitOperatorFactory<>(
                        new FetchFunction(new ManualMaker.Provider()), TIMEOUT_MILLIS, 4, OutputMode.UNORDERED),
                TypeInformation.of(ChunkRequest.class).createSerializer(new SerializerConfigImpl()));
        harness.getExecutionConfig().enableObjectReuse();
        harness.setup(new FetchedSerializer());
        return harness;
    }

    private List<ChunkFailure> failures() {
        return harness.extractOutputValues().stream().map(Fetched::failure).toList();
    }

    private void runMails() throws Exception {
        for (Mail mail : harness.getTaskMailbox().drain()) {
            mail.run();
        }
    }

    private static ChunkRequest request(int x) {
        return new ChunkRequest("memory:/array", 0, 0, 0, x, 0, false);
    }

    /** Fetches that the test completes. */
    private static final class ManualMaker implements ChunkMaker {
        private static ManualMaker current;
        private final Map<ChunkAddress, CompletableFuture<FetchedChunk>> fetches = new ConcurrentHashMap<>();
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger users = new AtomicInteger();
        private boolean refuses;

        private CompletableFuture<FetchedChunk> fetch(ChunkRequest request) {
            return fetches.get(request.address());
        }

        private void arrive(ChunkRequest request) {
            open.incrementAndGet();
            fetch(request).complete(new FetchedChunk() {
                private boolean given;

                @Override
                public ChunkAddress address() {
                    return request.address();
                }

                @Override
                public void close() {
                    if (!given) {
                        given = true;
                        open.decrementAndGet();
                    }
                }
            });
        }

        @Override
        public CompletableFuture<FetchedChunk> fetch(ChunkAddress address) {
            if (refuses) {
                throw new IllegalStateException("refused");
            }
            return fetches.computeIfAbsent(address, any -> new CompletableFuture<>());
        }

        @Override
        public MadeChunk assemble(FetchedChunk fetched) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}

        private static final class Provider implements ChunkMakerProvider {
            private static final long serialVersionUID = 1;

            @Override
            public ChunkMaker acquire() {
                current.users.incrementAndGet();
                return current;
            }

            @Override
            public void release() {
                current.users.decrementAndGet();
            }
        }
    }
}
