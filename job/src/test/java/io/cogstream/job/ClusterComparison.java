package io.cogstream.job;

import io.cogstream.open.OpenRequest;
import io.cogstream.operators.JobCluster;
import io.cogstream.operators.cluster.RemoteCluster;
import io.cogstream.operators.embedded.EmbeddedFlink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Asks every oracle case of the embedded Flink and of a real cluster, one job after another, and compares what they leave in
 * the store, object by object and byte for byte. Arguments: the cluster's host and port, its jar, a new folder for the arrays.
 */
final class ClusterComparison {
    private static final PrintWriter NOBODY = new PrintWriter(Writer.nullWriter());

    private final Path folder;
    private int cases;
    private int different;
    private int errors;
    private int objects;

    private ClusterComparison(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        ClusterComparison comparison = new ClusterComparison(Path.of(args[3]));
        try (JobCluster embedded = EmbeddedFlink.start(2);
                JobCluster remote = RemoteCluster.connect(args[0], Integer.parseInt(args[1]), Path.of(args[2]), 2)) {
            System.out.printf("%-31s %8s %8s %8s  %s%n", "case", "chunks", "objects", "seconds", "verdict");
            for (OracleCase oracle : OracleCase.all()) {
                if (!oracle.name().startsWith("variant-")) {
                    comparison.compare(oracle, embedded, remote);
                }
            }
        }
        System.out.printf(
                "%d cases: %d refused by both, %d different; %d objects compared%n",
                comparison.cases, comparison.errors, comparison.different, comparison.objects);
        System.exit(comparison.different == 0 ? 0 : 1);
    }

    private void compare(OracleCase oracle, JobCluster embedded, JobCluster remote) throws IOException {
        cases++;
        String here = run(oracle.name(), embedded, oracle.request(), folder.resolve("embedded"));
        long start = System.nanoTime();
        String there = run(oracle.name(), remote, oracle.request(), folder.resolve("cluster"));
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Path> expected = files(folder.resolve("embedded").resolve(oracle.name()));
        Map<String, Path> actual = files(folder.resolve("cluster").resolve(oracle.name()));
        String verdict = here.equals(there) ? difference(expected, actual) : here + " <> " + there;
        if (!verdict.isEmpty()) {
            different++;
        } else if (!here.startsWith("chunks")) {
            errors++;
            verdict = "refused by both: " + here;
        } else {
            objects += actual.size();
            verdict = "identical";
        }
        long chunks = actual.keySet().stream()
                .filter(name -> name.startsWith("data/c/"))
                .count();
        System.out.printf(
                Locale.ROOT, "%-31s %8d %8d %8.1f  %.90s%n", oracle.name(), chunks, actual.size(), seconds, verdict);
    }

    /** How many chunks ended how, or why the case is refused. */
    private static String run(String name, JobCluster cluster, OpenRequest request, Path folder) {
        OutputOptions output = new OutputOptions();
        output.output = folder.resolve(name).toString();
        try {
            MaterializeSummary summary =
                    new Materialization(cluster, cluster.slots(), NOBODY, false).run(request, output);
            return "chunks %d written, %d empty, %d failed"
                    .formatted(
                            summary.job().written(),
                            summary.job().empty(),
                            summary.job().failed());
        } catch (Exception e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private static String difference(Map<String, Path> expected, Map<String, Path> actual) throws IOException {
        if (!expected.keySet().equals(actual.keySet())) {
            return "objects " + expected.keySet() + " <> " + actual.keySet();
        }
        for (Map.Entry<String, Path> file : expected.entrySet()) {
            if (Files.mismatch(file.getValue(), actual.get(file.getKey())) >= 0
                    && !file.getKey().startsWith(".cogstream/failures")) {
                return file.getKey() + " differs";
            }
        }
        return "";
    }

    private static Map<String, Path> files(Path store) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        if (Files.isDirectory(store)) {
            try (Stream<Path> all = Files.walk(store)) {
                List<Path> regular = all.filter(Files::isRegularFile).toList();
                regular.forEach(file -> files.put(store.relativize(file).toString(), file));
            }
        }
        return files;
    }
}
