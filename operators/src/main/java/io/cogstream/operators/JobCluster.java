package io.cogstream.operators;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where a job runs, as the program sees it that builds the job. */
public interface JobCluster extends AutoCloseable {

    /** Tasks of one kind that run at a time, at least 1. */
    int slots();

    /** The smallest JVM that tasks may run in, as far as that is known. */
    Optional<TaskJvm> taskJvm();

    /** A new environment, with the settings that suit the cluster and with {@link #slots()} tasks of a kind. */
    StreamExecutionEnvironment environment();

    /**
     * Runs what was built in an {@link #environment()}.
     *
     * @param name for people
     * @return once the cluster has accepted the job
     * @throws ExecutionException if it did not
     */
    RunningJob submit(StreamExecutionEnvironment env, String name) throws ExecutionException, InterruptedException;

    /** Whether the program waits for the job; otherwise it has done its part with {@link #submit}. */
    boolean followsJobs();

    /** Whether a job can go on without the program. */
    boolean outlivesProgram();

    /** Lets go of the cluster; one that does not outlive the program is stopped. */
    @Override
    void close() throws IOException;
}
