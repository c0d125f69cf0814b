package io.cogstream.operators.cluster;

import io.cogstream.operators.FlinkSettings;
import io.cogstream.operators.JobCluster;
import io.cogstream.operators.RunningJob;
import io.cogstream.operators.TaskJvm;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.rest.handler.legacy.messages.ClusterOverviewWithVersion;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.taskmanager.TaskManagerInfo;
import org.apache.flink.runtime.rest.messages.taskmanager.TaskManagersHeaders;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;

/** A session cluster that is known by the address of its JobManager's REST API. */
public final class RemoteCluster implements JobCluster {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RestClusterClient<StandaloneClusterId> client;
    private final Path jar;
    private final int slots;
    private final @Nullable TaskJvm smallest;

    private RemoteCluster(
            RestClusterClient<StandaloneClusterId> client, Path jar, int slots, @Nullable TaskJvm smallest) {
        this.client = client;
        this.jar = jar;
        this.slots = slots;
        this.smallest = smallest;
    }

    /**
     * Connects to a cluster.
     *
     * @param host of the JobManager
     * @param port of its REST API
     * @param jar the classes of the job, all that Flink does not have
     * @param parallelism tasks of a kind, or 0 for the slots that are free now
     * @throws IOException if the cluster does not answer within seconds, is of another version, or has no slot
     */
    public static RemoteCluster connect(String host, int port, Path jar, int parallelism)
            throws IOException, InterruptedException {
        String address = host + ":" + port;
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(address + " does not answer: " + e, e);
        }
        RestClusterClient<StandaloneClusterId> client = client(host, port);
        try {
            ClusterOverviewWithVersion cluster =
                    client.getClusterOverview().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            checkVersion(address, cluster.getVersion());
            return new RemoteCluster(client, jar, slots(address, cluster, parallelism), smallestJvm(client));
        } catch (ExecutionException | TimeoutException e) {
            client.close();
            throw new IOException(address + " does not answer as Flink's REST API does: " + e, e);
        } catch (IOException | InterruptedException e) {
            client.close();
            throw e;
        }
    }

    private static RestClusterClient<StandaloneClusterId> client(String host, int port) throws IOException {
        Configuration configuration =
                new Configuration().set(RestOptions.ADDRESS, host).set(RestOptions.PORT, port);
        try {
            return new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
        } catch (Exception e) {
            throw new IOException("Flink's client does not start: " + e, e);
        }
    }

    private static void checkVersion(String address, String version) throws IOException {
        String ours = EnvironmentInformation.getVersion();
        if (!minor(version).equals(minor(ours))) {
            throw new IOException("%s runs Flink %s; this program is made for %s".formatted(address, version, ours));
        }
    }

    /** Null while no TaskManager has come. */
    private static @Nullable TaskJvm smallestJvm(RestClusterClient<?> client)
            throws ExecutionException, InterruptedException, TimeoutException {
        TaskJvm smallest = null;
        for (TaskManagerInfo manager : client.sendRequest(
                        TaskManagersHeaders.getInstance(),
                        EmptyMessageParameters.getInstance(),
                        EmptyRequestBody.getInstance())
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .getTaskManagerInfos()) {
            long heap = manager.getHardwareDescription().getSizeOfJvmHeap();
            TaskJvm jvm = new TaskJvm(heap, Math.max(1, manager.getNumberSlots()));
            if (smallest == null || heap / jvm.slots() < smallest.heapBytes() / smallest.slots()) {
                smallest = jvm;
            }
        }
        return smallest;
    }

    /** 2.3 of 2.3.0. */
    private static String minor(String version) {
        String[] parts = version.split("[.-]", 3);
        return parts.length < 2 ? version : parts[0] + "." + parts[1];
    }

    private static int slots(String address, ClusterOverviewWithVersion cluster, int parallelism) throws IOException {
        if (parallelism > 0) {
            return parallelism;
        }
        if (cluster.getNumSlotsAvailable() < 1) {
            throw new IOException("%s has no free slot of %d; with a parallelism the job waits for slots"
                    .formatted(address, cluster.getNumSlotsTotal()));
        }
        return cluster.getNumSlotsAvailable();
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public Optional<TaskJvm> taskJvm() {
        return Optional.ofNullable(smallest);
    }

    @Override
    public StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(FlinkSettings.onCluster(new Configuration()));
        env.setParallelism(slots);
        return env;
    }

    @Override
    public RunningJob submit(StreamExecutionEnvironment env, String name)
            throws ExecutionException, InterruptedException {
        StreamGraph plan = env.getStreamGraph();
        plan.setJobName(name);
        JobGraph graph = plan.getJobGraph();
        graph.addJar(new org.apache.flink.core.fs.Path(jar.toUri()));
        RestJobClient job = new RestJobClient(client, client.submitJob(graph).get());
        return new RunningJob(job, job::stackTraces);
    }

    @Override
    public boolean followsJobs() {
        return true;
    }

    @Override
    public boolean outlivesProgram() {
        return true;
    }

    @Override
    public void close() {
        client.close();
    }
}
