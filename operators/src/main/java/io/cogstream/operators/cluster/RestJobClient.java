package io.cogstream.operators.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobExceptionsHeaders;
import org.apache.flink.runtime.rest.messages.JobExceptionsInfoWithHistory.ExceptionInfo;
import org.apache.flink.runtime.rest.messages.job.JobExceptionsMessageParameters;

/** One job, asked about through a client that stays open; Flink's own opens a new one for every question. */
final class RestJobClient implements JobClient {
    private final RestClusterClient<?> cluster;
    private final JobID job;
    private final ClassLoader classLoader = RestJobClient.class.getClassLoader();

    RestJobClient(RestClusterClient<?> cluster, JobID job) {
        this.cluster = cluster;
        this.job = job;
    }

    @Override
    public JobID getJobID() {
        return job;
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return cluster.getJobStatus(job);
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return cluster.cancel(job).thenAccept(acknowledged -> {});
    }

    @Override
    public CompletableFuture<String> stopWithSavepoint(boolean drain, String folder, SavepointFormatType format) {
        return cluster.stopWithSavepoint(job, drain, folder, format);
    }

    @Override
    public CompletableFuture<String> triggerSavepoint(String folder, SavepointFormatType format) {
        return cluster.triggerSavepoint(job, folder, format);
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
        return cluster.getAccumulators(job, classLoader);
    }

    /** Of the failures of tasks that the cluster remembers, causes included. */
    CompletableFuture<List<String>> stackTraces() {
        JobExceptionsHeaders exceptions = JobExceptionsHeaders.getInstance();
        JobExceptionsMessageParameters parameters = exceptions.getUnresolvedMessageParameters();
        parameters.jobPathParameter.resolve(job);
        return cluster.sendRequest(exceptions, parameters, EmptyRequestBody.getInstance())
                .thenApply(answer -> answer.getExceptionHistory().getEntries().stream()
                        .map(ExceptionInfo::getStacktrace)
                        .toList());
    }

    /** Fails with a {@link JobExecutionException} only, also when the cluster stops answering. */
    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return cluster.requestJobResult(job).handle((result, problem) -> {
            if (problem != null) {
                throw new CompletionException(
                        new JobExecutionException(job, "the cluster no longer answers: " + rootOf(problem), problem));
            }
            return executionResult(result);
        });
    }

    private JobExecutionResult executionResult(JobResult result) {
        try {
            return result.toJobExecutionResult(classLoader);
        } catch (Exception e) {
            throw new CompletionException(
                    e instanceof JobExecutionException
                            ? e
                            : new JobExecutionException(job, "the job's result can't be read", e));
        }
    }

    private static Throwable rootOf(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
