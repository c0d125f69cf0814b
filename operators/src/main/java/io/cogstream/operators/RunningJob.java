package io.cogstream.operators;

import io.cogstream.operators.metrics.JobSummary;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/** A submitted job on whatever cluster, as its client sees it. */
public final class RunningJob {
    private final JobClient client;
    private @Nullable CompletableFuture<JobExecutionResult> result;

    public RunningJob(JobClient client) {
        this.client = client;
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
