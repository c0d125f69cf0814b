package io.cogstream.operators;

import io.cogstream.operators.metrics.JobSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/** A submitted job on whatever cluster, as its client sees it. */
public final class RunningJob {
    private final JobClient client;
    private final Supplier<CompletableFuture<List<String>>> stackTraces;
    private @Nullable CompletableFuture<JobExecutionResult> result;

    /** A job of which it can't be known why its tasks fail. */
    public RunningJob(JobClient client) {
        this(client, () -> CompletableFuture.completedFuture(List.of()));
    }

    /** @param stackTraces asks for those of the failures of tasks so far, causes included */
    public RunningJob(JobClient client, Supplier<CompletableFuture<List<String>>> stackTraces) {
        this.client = client;
        this.stackTraces = stackTraces;
    }

    /** What the cluster calls the job: 32 hexadecimal digits. */
    public String id() {
        return client.getJobID().toString();
    }

    /** Flink's own view of the job: savepoints, status, id. */
    public JobClient client() {
        return client;
    }

    /**
     * What the job has done so far, as of its last heartbeat.
     *
     * @throws ExecutionException if the cluster does not answer
     */
    public JobSummary progress() throws ExecutionException, InterruptedException {
        return JobSummary.of(client.getAccumulators().get());
    }

    /**
     * Why tasks failed so far, each in one line: the cause of all causes. The job goes on after a restart, or ends, by its
     * restart strategy.
     *
     * @throws ExecutionException if the cluster does not answer
     */
    public List<String> failures() throws ExecutionException, InterruptedException {
        return stackTraces.get().get().stream()
                .map(RunningJob::rootCause)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> rootCause(String stackTrace) {
        return stackTrace
                .lines()
                .filter(line -> !line.startsWith("\t") && !line.isBlank())
                .reduce((outer, inner) -> inner)
                .map(line -> line.replaceFirst("^Caused by: ", ""));
    }

    /**
     * Waits for the end of the job.
     *
     * @param patience how long to wait
     * @return what it did, or nothing if it still runs
     * @throws ExecutionException if it failed or was cancelled; the cause says why
     */
    public Optional<JobSummary> await(Duration patience) throws ExecutionException, InterruptedException {
        try {
            if (result == null) {
                result = client.getJobExecutionResult();
            }
            return Optional.of(JobSummary.of(
                    result.get(patience.toMillis(), TimeUnit.MILLISECONDS).getAllAccumulatorResults()));
        } catch (TimeoutException stillRunning) {
            return Optional.empty();
        }
    }

    /**
     * Asks the job to stop; {@link #await} tells when it has.
     *
     * @throws ExecutionException if the cluster does not accept that, such as when the job has ended already
     */
    public void cancel() throws ExecutionException, InterruptedException {
        client.cancel().get();
    }
}
