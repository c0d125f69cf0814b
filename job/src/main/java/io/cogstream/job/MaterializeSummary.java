package io.cogstream.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.operators.metrics.JobSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a materialize run did.
 *
 * @param opened the array
 * @param total chunks of the array
 * @param skipped chunks that were there before
 * @param job what the job did
 * @param leftRunning id of the job if nobody waits for it, so that its counts are not known
 * @param start used until JVM and Flink were up
 * @param run used from then on
 */
record MaterializeSummary(
        OpenedArray opened,
        long total,
        long skipped,
        JobSummary job,
        @Nullable String leftRunning,
        ProcessUsage start,
        ProcessUsage run) {
    private static final ObjectMapper JSON = new ObjectMapper();

    int exitCode() {
        return job.failed() == 0 ? ExitCode.DONE : ExitCode.CHUNKS_FAILED;
    }

    /** One JSON document, in the form that DESIGN's command line contract gives. */
    String json() {
        ObjectNode document = JSON.createObjectNode();
        document.put("output", opened.uri());
        if (leftRunning != null) {
            document.put("job", leftRunning);
        }
        document.putObject("chunks")
                .put("total", total)
                .put("written", job.written())
                .put("empty", job.empty())
                .put("skipped", skipped)
                .put("failed", job.failed());
        document.put("pixels", job.pixels());
        seconds(document.putObject("seconds"), start.wallSeconds(), run.wallSeconds());
        seconds(document.putObject("cpuSeconds"), start.cpuSeconds(), run.cpuSeconds());
        document.putObject("source")
                .put("requests", job.requests() + opened.statistics().requests())
                .put("bytes", job.bytes() + opened.statistics().bytes())
                .put("files", job.files() + opened.statistics().files());
        document.put("peakRssBytes", ProcessUsage.peakRssBytes());
        ArrayNode failures = document.putArray("failures");
        for (String line : job.failures()) {
            ObjectNode failure = (ObjectNode) parse(line);
            // The summary's name for what the failure file calls index.
            failures.add(failure.set("chunk", failure.path("index")));
        }
        return document.toPrettyString();
    }

    private static void seconds(ObjectNode node, double start, double run) {
        node.put("start", rounded(start)).put("run", rounded(run)).put("total", rounded(start + run));
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1e3) / 1e3;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("failure record is not JSON: " + line, e);
        }
    }

    /** For people. */
    String text() {
        if (leftRunning != null) {
            return "job %s makes %d of %d chunks, %d were there before"
                    .formatted(leftRunning, total - skipped, total, skipped);
        }
        return String.format(
                Locale.ROOT,
                "%d chunks: %d written, %d empty, %d there before, %d failed%n"
                        + "%.1f Mpx in %.1f s (%.1f Mpx/s), %.1f s CPU; start %.1f s%n%s in %d requests from %d files",
                total,
                job.written(),
                job.empty(),
                skipped,
                job.failed(),
                job.pixels() / 1e6,
                run.wallSeconds(),
                job.pixels() / 1e6 / Math.max(1e-3, run.wallSeconds()),
                run.cpuSeconds(),
                start.wallSeconds(),
                ProgressLine.bytes(job.bytes() + opened.statistics().bytes()),
                job.requests() + opened.statistics().requests(),
                job.files() + opened.statistics().files());
    }

    /** One line per failure. */
    String failureText() {
        StringBuilder text = new StringBuilder();
        for (String line : job.failures()) {
            JsonNode failure = parse(line);
            text.append("failed: chunk ")
                    .append(failure.path("index"))
                    .append(
                            failure.path("item").isTextual()
                                    ? ", item " + failure.path("item").asText()
                                    : "")
                    .append(
                            failure.path("asset").isTextual()
                                    ? ", asset " + failure.path("asset").asText()
                                    : "")
                    .append(" (")
                    .append(failure.path("kind").asText())
                    .append("): ")
                    .append(failure.path("message").asText())
                    .append(System.lineSeparator());
        }
        return text.toString();
    }
}
