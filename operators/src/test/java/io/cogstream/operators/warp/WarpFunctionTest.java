package io.cogstream.operators.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.failure.FailureKind;
import io.cogstream.make.MadeChunk.Status;
import io.cogstream.operators.fake.FakeMaker;
import io.cogstream.operators.fake.FakeMaker.Fate;
import io.cogstream.operators.fake.FakeMakers;
import io.cogstream.operators.fetch.Fetched;
import io.cogstream.operators.message.ChunkRequest;
import io.cogstream.operators.message.ChunkResult;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

final class WarpFunctionTest {
    private static final ChunkRequest REQUEST = new ChunkRequest("memory:/array", 0, 0, 0, 0, 7, false);

    private boolean givenBack;

    @Test
    void makesAChunkAndGivesItsPixelsBack() throws Exception {
        ChunkResult result = warp(Fate.MADE);

        assertThat(result.status()).isEqualTo(Status.MADE);
        assertThat(result.request()).isEqualTo(REQUEST);
        assertThat(result.content()).isEqualTo(FakeMaker.content(REQUEST.address()));
        assertThat(givenBack).isTrue();
    }

    @Test
    void turnsADefectIntoAFailedChunkAndGivesItsPixelsBack() throws Exception {
        ChunkResult result = warp(Fate.ASSEMBLE_BREAKS);

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.failures()[0].kind()).isEqualTo(FailureKind.CONTRACT);
        assertThat(result.failures()[0].stage()).isEqualTo("warp");
        assertThat(result.failures()[0].message()).contains("broken assemble");
        assertThat(givenBack).isTrue();
    }

    @Test
    void passesAFailedFetchOn() throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(0, chunk -> Fate.MADE));
        try (OneInputStreamOperatorTestHarness<Fetched, ChunkResult> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(new WarpFunction(makers))) {
            harness.processElement(Fetched.failed(REQUEST, REQUEST.failure("read", FailureKind.TRANSIENT, "slow")), 0);

            assertThat(harness.extractOutputValues().get(0).failures()[0].message())
                    .isEqualTo("slow");
        }
        assertThat(makers.users()).isZero();
    }

    @Test
    void letsAnErrorThroughButGivesThePixelsBack() {
        assertThatThrownBy(() -> warp(Fate.ASSEMBLE_RUNS_OUT_OF_MEMORY)).isInstanceOf(OutOfMemoryError.class);
        assertThat(givenBack).isTrue();
    }

    private ChunkResult warp(Fate fate) throws Exception {
        FakeMakers makers = new FakeMakers(new FakeMaker(0, chunk -> fate));
        try (OneInputStreamOperatorTestHarness<Fetched, ChunkResult> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(new WarpFunction(makers))) {
            Fetched fetched = Fetched.chunk(
                    REQUEST, makers.maker().fetch(REQUEST.address()).get(), () -> givenBack = true);
            harness.processElement(fetched, 0);
            assertThat(makers.maker().open).hasValue(0);
            return harness.extractOutputValues().get(0);
        }
    }
}
