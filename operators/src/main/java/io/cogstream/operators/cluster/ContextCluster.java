package io.cogstream.operators.cluster;

import io.cogstream.operators.FlinkSettings;
import io.cogstream.operators.JobCluster;
import io.cogstream.operators.RunningJob;
import io.cogstream.operators.TaskJvm;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The cluster that Flink itself has chosen for this program: behind {@code flink run}, behind a jar that was uploaded to a
 * JobManager, or of an application cluster. What the operator has configured wins over {@link FlinkSettings#onCluster}, but
 * for what the operators rely on.
 */
public final class ContextCluster implements JobCluster {
    private final int slots;
    private final boolean attached;

    private ContextCluster(int slots, boolean attached) {
        this.slots = slots;
        this.attached = attached;
    }

    /**
     * Looks around.
     *
     * @param parallelism tasks of a kind, or 0 for what Flink was told
     * @return nothing if Flink did not start this program
     */
    public static Optional<ContextCluster> find(int parallelism) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        if (!(env instanceof StreamContextEnvironment)) {
            return Optional.empty();
        }
        int slots = parallelism > 0 ? parallelism : Math.max(1, env.getParallelism());
        return Optional.of(new ContextCluster(slots, env.getConfiguration().get(DeploymentOptions.ATTACHED)));
    }

    @Override
    public int slots() {
        return slots;
    }

    /** By the configuration that the client shares with the cluster; one that says too little tells nothing. */
    @Override
    public Optional<TaskJvm> taskJvm() {
        Configuration configuration = new Configuration((Configuration)
                StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration());
        try {
            long heap = TaskExecutorProcessUtils.processSpecFromConfig(configuration)
                    .getJvmHeapMemorySize()
                    .getBytes();
            return Optional.of(new TaskJvm(heap, configuration.get(TaskManagerOptions.NUM_TASK_SLOTS)));
        } catch (IllegalConfigurationException incomplete) {
            return Optional.empty();
        }
    }

    @Override
    public StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.configure(FlinkSettings.onCluster(env.getConfiguration()));
        env.setParallelism(slots);
        return env;
    }

    @Override
    public RunningJob submit(StreamExecutionEnvironment env, String name)
            throws ExecutionException, InterruptedException {
        try {
            return new RunningJob(env.executeAsync(name));
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ExecutionException("Flink did not accept the job: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean followsJobs() {
        return attached;
    }

    @Override
    public boolean outlivesProgram() {
        return true;
    }

    @Override
    public void close() {}
}
