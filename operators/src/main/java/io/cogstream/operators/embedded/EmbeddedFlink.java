package io.cogstream.operators.embedded;

import io.cogstream.operators.FlinkSettings;
import io.cogstream.operators.JobCluster;
import io.cogstream.operators.RunningJob;
import io.cogstream.operators.TaskJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.scheduler.ExecutionGraphInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.FileUtils;
import org.apache.flink.util.Reference;

/**
 * A Flink cluster inside this JVM: JobManager and one TaskManager with some slots. Meant for small heaps and short jobs:
 * network memory is small, none is set aside for state, and heartbeats are frequent since progress comes with them.
 */
public final class EmbeddedFlink implements JobCluster {
    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    private final MiniCluster cluster;
    private final int slots;
    private final Path folder;

    private EmbeddedFlink(MiniCluster cluster, int slots, Path folder) {
        this.cluster = cluster;
        this.slots = slots;
        this.folder = folder;
    }

    /**
     * Starts a cluster.
     *
     * @param slots tasks of one kind that run at a time, at least 1
     * @throws IOException if it can't start
     */
    public static EmbeddedFlink start(int slots) throws IOException {
        if (slots < 1) {
            throw new IllegalArgumentException("slots must be at least 1, not " + slots);
        }
        Path folder = Files.createTempDirectory("cogstream-flink");
        MiniClusterConfiguration configuration = new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(folder))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .withRandomPorts()
                .build();
        // Flink's own way is to unpack its RPC system from a jar in a jar, and load it anew for every cluster. Where
        // the
        // class path has that jar itself, a first start takes two thirds of the time and a further one a tenth.
        MiniCluster cluster = ServiceLoader.load(RpcSystem.class)
                .findFirst()
                .map(rpc -> new MiniCluster(configuration, () -> Reference.owned(rpc)))
                .orElseGet(() -> new MiniCluster(configuration));
        EmbeddedFlink flink = new EmbeddedFlink(cluster, slots, folder);
        try {
            cluster.start();
            return flink;
        } catch (Exception error) {
            flink.close();
            throw new IOException("can't start Flink in this JVM: " + error, error);
        }
    }

    private static Configuration configuration(Path folder) {
        return new Configuration()
                .set(CoreOptions.TMP_DIRS, folder.toString())
                .set(RestOptions.BIND_ADDRESS, "localhost")
                .set(RestOptions.SERVER_NUM_THREADS, 1)
                .set(WebOptions.SUBMIT_ENABLE, false)
                .set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(8))
                .set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(8))
                .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ZERO)
                .set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT)
                .set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public boolean followsJobs() {
        return true;
    }

    @Override
    public boolean outlivesProgram() {
        return false;
    }

    /** An environment whose jobs suit this cluster: one task of a kind per slot, checkpoints in a folder of its own. */
    @Override
    public Optional<TaskJvm> taskJvm() {
        return Optional.of(TaskJvm.here(slots));
    }

    @Override
    public StreamExecutionEnvironment environment() {
        Configuration settings = FlinkSettings.bounded()
                .set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem")
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        folder.resolve("checkpoints").toUri().toString());
        return StreamExecutionEnvironment.createLocalEnvironment(slots, settings);
    }

    @Override
    public RunningJob submit(StreamExecutionEnvironment env, String name)
            throws ExecutionException, InterruptedException {
        ClassLoader classLoader = EmbeddedFlink.class.getClassLoader();
        StreamGraph plan = env.getStreamGraph();
        plan.setJobName(name);
        JobGraph graph = plan.getJobGraph();
        cluster.submitJob(graph).get();
        JobID job = graph.getJobID();
        return new RunningJob(
                new MiniClusterJobClient(job, cluster, classLoader, JobFinalizationBehavior.NOTHING),
                () -> cluster.getExecutionGraphInfo(job).thenApply(EmbeddedFlink::stackTraces));
    }

    private static List<String> stackTraces(ExecutionGraphInfo job) {
        List<String> traces = new ArrayList<>();
        job.getExceptionHistory().forEach(failure -> traces.add(failure.getExceptionAsString()));
        return traces;
    }

    /** Cancels what still runs and stops every thread of the cluster. */
    @Override
    public void close() throws IOException {
        try {
            cluster.close();
        } catch (Exception error) {
            throw new IOException("Flink in this JVM did not stop: " + error, error);
        } finally {
            FileUtils.deleteDirectoryQuietly(folder.toFile());
        }
    }
}
