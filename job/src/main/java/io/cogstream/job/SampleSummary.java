package io.cogstream.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.io.ReadStatistics;
import io.cogstream.sample.SampleFailure;
import io.cogstream.sample.SampledPoints;
import java.util.Locale;

/**
 * What a sample run did.
 *
 * @param output where the rows went
 * @param rows what was written
 * @param seconds that it took, without the start of the JVM
 */
record SampleSummary(String output, SampledPoints samples, SampledPoints.RowCount rows, double seconds) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How far reading is. */
    static String progress(int done, int total, ReadStatistics cost) {
        return String.format(
                Locale.ROOT,
                "%d/%d files (%d%%)  %s read in %d requests",
                done,
                total,
                total == 0 ? 100 : done * 100L / total,
                ProgressLine.bytes(cost.bytes()),
                cost.requests());
    }

    int exitCode() {
        return samples.failures().stream().anyMatch(SampleFailure::isFatal) ? ExitCode.CHUNKS_FAILED : ExitCode.DONE;
    }

    /** One JSON document. */
    String json() {
        ObjectNode document = JSON.createObjectNode();
        document.put("output", output);
        document.put("points", samples.points());
        document.put("pointsWithoutRow", rows.pointsWithoutRow());
        document.put("items", samples.items());
        document.put("rows", rows.rows());
        samples.bands().forEach(document.putArray("bands")::add);
        document.put("seconds", Math.round(seconds * 1e3) / 1e3);
        document.putObject("source")
                .put("requests", samples.statistics().requests())
                .put("bytes", samples.statistics().bytes())
                .put("files", samples.statistics().files());
        ArrayNode failures = document.putArray("failures");
        for (SampleFailure failure : samples.failures()) {
            failures.addObject()
                    .put("item", failure.item())
                    .put("asset", failure.asset())
                    .put("href", failure.href())
                    .put("stage", failure.stage())
                    .put("kind", failure.kind().label())
                    .put("message", failure.message())
                    .put("values", failure.values())
                    .put("leftOut", !failure.isFatal());
        }
        return document.toPrettyString();
    }

    /** For people. */
    String text() {
        ReadStatistics cost = samples.statistics();
        String without =
                rows.pointsWithoutRow() == 0 ? "" : ", " + rows.pointsWithoutRow() + " of them without any row";
        return String.format(
                Locale.ROOT,
                "%d rows of %d points%s and %d items in %.1f s%n%s in %d requests from %d files",
                rows.rows(),
                samples.points(),
                without,
                samples.items(),
                seconds,
                ProgressLine.bytes(cost.bytes()),
                cost.requests(),
                cost.files());
    }

    /** One line per failure. */
    String failureText() {
        StringBuilder text = new StringBuilder();
        for (SampleFailure failure : samples.failures()) {
            text.append(failure.isFatal() ? "failed: item " : "left out: item ")
                    .append(failure.item())
                    .append(", asset ")
                    .append(failure.asset())
                    .append(", up to ")
                    .append(failure.values())
                    .append(" values (")
                    .append(failure.kind().label())
                    .append("): ")
                    .append(failure.message())
                    .append(System.lineSeparator());
        }
        return text.toString();
    }
}
