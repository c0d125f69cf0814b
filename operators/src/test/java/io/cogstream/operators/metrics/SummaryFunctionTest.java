package io.cogstream.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.failure.FailureKind;
import io.cogstream.make.MadeChunk.Cost;
import io.cogstream.make.MadeChunk.Status;
import io.cogstream.operators.message.ChunkRequest;
import io.cogstream.operators.message.ChunkResult;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

final class SummaryFunctionTest {
    private static final ChunkRequest REQUEST = new ChunkRequest("memory:/array", 0, 0, 0, 0, 0, false);
    private static final ChunkFailure FAILURE = REQUEST.failure("read", FailureKind.PERMANENT, "gone");
    private static final Cost COST = new Cost(10, 1, 2, 300, 4, 5, 3, 0, 0, 0, 0);

    @Test
    void countsResultsAndPassesFailuresOn() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(made(FAILURE), 0);
            harness.processElement(made(), 0);
            harness.processElement(ChunkResult.failed(REQUEST, FAILURE), 0);
            harness.processElement(
                    new ChunkResult(REQUEST, Status.EMPTY, null, null, null, new ChunkFailure[0], COST), 0);

            assertThat(harness.extractOutputValues()).containsExactly(FAILURE, FAILURE);
            JobSummary summary = summary(harness);
            assertThat(summary.written()).isEqualTo(2);
            assertThat(summary.failed()).isEqualTo(1);
            assertThat(summary.empty()).isEqualTo(1);
            assertThat(summary.bytes()).isEqualTo(900);
            assertThat(summary.tiles()).isEqualTo(15);
            assertThat(summary.cachedTiles()).isEqualTo(9);
            assertThat(summary.failures()).hasSize(2).allMatch(json -> json.contains("\"message\":\"gone\""));
        }
    }

    @Test
    void keepsItsCountsOverARestartWithOtherParallelism() throws Exception {
        OperatorSubtaskState first;
        OperatorSubtaskState second;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(made(FAILURE), 0);
            first = harness.snapshot(1, 1);
            harness.processElement(made(), 0);
        }
        try (var harness = harness()) {
            harness.open();
            harness.processElement(ChunkResult.failed(REQUEST, FAILURE), 0);
            second = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.setup();
            harness.initializeState(AbstractStreamOperatorTestHarness.repackageState(first, second));
            harness.open();
            assertThat(summary(harness).chunks()).isEqualTo(2);
            harness.processElement(made(), 0);

            JobSummary summary = summary(harness);
            assertThat(summary.written()).isEqualTo(2);
            assertThat(summary.failed()).isEqualTo(1);
            assertThat(summary.pixels()).isEqualTo(20);
            assertThat(summary.failures()).hasSize(2);
        }
    }

    @Test
    void keepsOnlyTheFirstFailures() throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (int i = 0; i < JobSummary.MAX_FAILURES + 5; i++) {
                harness.processElement(ChunkResult.failed(REQUEST, FAILURE), 0);
            }
            JobSummary summary = summary(harness);
            assertThat(summary.failed()).isEqualTo(JobSummary.MAX_FAILURES + 5);
            assertThat(summary.failures()).hasSize(JobSummary.MAX_FAILURES);
        }
    }

    @Test
    void aJobThatHasNotStartedHasDoneNothing() {
        assertThat(JobSummary.of(Map.of())).usingRecursiveComparison().isEqualTo(JobSummary.NOTHING);
    }

    private static ChunkResult made(ChunkFailure... failures) {
        return new ChunkResult(REQUEST, Status.MADE, "c/0", new byte[3], null, failures, COST);
    }

    private static OneInputStreamOperatorTestHarness<ChunkResult, ChunkFailure> harness() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new SummaryFunction()));
    }

    /** As a client sees it. */
    private static JobSummary summary(OneInputStreamOperatorTestHarness<ChunkResult, ChunkFailure> harness)
            throws Exception {
        Map<String, Object> values = new HashMap<>();
        harness.getEnvironment()
                .getAccumulatorRegistry()
                .getSnapshot()
                .deserializeUserAccumulators(SummaryFunctionTest.class.getClassLoader())
                .forEach((name, accumulator) -> values.put(name, accumulator.getLocalValue()));
        return JobSummary.of(values);
    }
}
