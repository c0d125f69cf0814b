package io.cogstream.job;

import io.cogstream.open.RequestException;
import io.cogstream.operators.JobCluster;
import io.cogstream.operators.cluster.ContextCluster;
import io.cogstream.operators.cluster.RemoteCluster;
import io.cogstream.operators.embedded.EmbeddedFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's job runs. */
final class ClusterOptions {
    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description = "REST address of a Flink cluster that runs the job. Default: Flink inside this process.")
    private @Nullable String cluster;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Chunks warped at a time, and threads that decode. Default: the number of processors; with"
                    + " --cluster, its free slots; in flink run, Flink's own -p.")
    private @Nullable Integer parallelism;

    /** @throws RequestException if an option is wrong, or the cluster can't be used */
    JobCluster open() throws RequestException, IOException, InterruptedException {
        if (parallelism != null && parallelism < 1) {
            throw new RequestException("--parallelism: " + parallelism + " is less than 1");
        }
        int wanted = parallelism == null ? 0 : parallelism;
        Optional<ContextCluster> chosen = ContextCluster.find(wanted);
        if (chosen.isPresent()) {
            if (cluster != null) {
                throw new RequestException("--cluster: Flink, which started this program, has chosen the cluster");
            }
            return chosen.get();
        }
        if (cluster != null) {
            return remote(cluster, wanted);
        }
        return EmbeddedFlink.start(wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors());
    }

    private static JobCluster remote(String address, int parallelism) throws RequestException, InterruptedException {
        int colon = address.lastIndexOf(':');
        try {
            int port = Integer.parseInt(address.substring(colon + 1));
            String host = address.substring(0, Math.max(0, colon)).replaceAll("^\\[|]$", "");
            if (host.isEmpty() || port < 1 || port > 65535) {
                throw new RequestException("--cluster: '" + address + "' is not HOST:PORT");
            }
            return RemoteCluster.connect(host, port, jar(), parallelism);
        } catch (NumberFormatException e) {
            throw new RequestException("--cluster: '" + address + "' is not HOST:PORT", e);
        } catch (IOException e) {
            throw new RequestException("--cluster: " + e.getMessage(), e);
        }
    }

    /** The launcher says where the program's folder is. */
    private static Path jar() throws RequestException {
        String named = System.getProperty("cogstream.jar");
        Path jar = named != null
                ? Path.of(named)
                : Path.of(System.getProperty("cogstream.home", ""), "job", "target", "cogstream-job.jar");
        if (!Files.isReadable(jar)) {
            throw new RequestException("--cluster: the job's jar is not at " + jar.toAbsolutePath()
                    + "; start through the cogstream launcher, or name it with -Dcogstream.jar");
        }
        return jar.toAbsolutePath();
    }
}
