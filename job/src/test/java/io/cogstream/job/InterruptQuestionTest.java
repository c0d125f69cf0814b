package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.operators.RunningJob;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InterruptQuestionTest {
    private final Client client = new Client();
    private final StringWriter shown = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"cancel\n", "c\n", " Cancel\n"})
    void cancelsWhenAskedTo(String answer) {
        ask(answer, true);

        assertThat(client.cancelled).hasValue(1);
        assertThat(shown.toString()).contains("leave job").contains("is cancelled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"leave\n", "\n", "", "no idea\n"})
    void leavesTheJobOtherwise(String answer) {
        ask(answer, true);

        assertThat(client.cancelled).hasValue(0);
        assertThat(shown.toString()).contains("goes on");
    }

    @Test
    void leavesTheJobAndSaysSoWhenNobodyCanAnswer() {
        ask("cancel\n", false);

        assertThat(client.cancelled).hasValue(0);
        assertThat(shown.toString()).doesNotContain("leave job").contains(client.getJobID() + " goes on");
    }

    private void ask(String answer, boolean terminal) {
        BufferedReader answers = new BufferedReader(new StringReader(answer));
        new InterruptQuestion(new RunningJob(client), answers, new PrintWriter(shown), terminal).ask();
    }

    /** A job that runs for ever. */
    private static final class Client implements JobClient {
        private final JobID id = new JobID();
        private final AtomicInteger cancelled = new AtomicInteger();

        @Override
        public JobID getJobID() {
            return id;
        }

        @Override
        public CompletableFuture<JobStatus> getJobStatus() {
            return CompletableFuture.completedFuture(JobStatus.RUNNING);
        }

        @Override
        public CompletableFuture<Void> cancel() {
            cancelled.incrementAndGet();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<String> stopWithSavepoint(boolean drain, String folder, SavepointFormatType format) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<String> triggerSavepoint(String folder, SavepointFormatType format) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<Map<String, Object>> getAccumulators() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
            return new CompletableFuture<>();
        }
    }
}
