package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cogstream.io.FileObjectStore;
import io.cogstream.operators.embedded.EmbeddedFlink;
import io.cogstream.raster.DataType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case of {@code testdata/stac/oracle} that this version of cogstream can be asked, through the whole pipeline, against
 * what lazycogs answered or, where PARITY.md says that lazycogs is wrong, its variant. Writes the table to
 * {@code target/oracle-table.txt}.
 */
@Tag("oracle")
class OracleTableTest {
    /** Parameters that later versions bring. */
    private static final Set<String> NOT_YET = Set.of("filter");

    private enum Verdict {
        EQUAL,
        WITHIN_TOLERANCE,
        DIFFERENT,
        NOT_YET
    }

    private record Row(String name, String against, long pixels, long differing, Verdict verdict, String note) {
        String text() {
            return "%-34s %-34s %9d %7d  %-16s %s"
                    .formatted(name, against, pixels, differing, verdict.name().toLowerCase(Locale.ROOT), note);
        }
    }

    @TempDir
    private Path folder;

    @Test
    void answersEveryCaseAsTheOracleDoes() throws Exception {
        Map<String, OracleCase> cases = OracleCase.all().stream()
                .collect(Collectors.toMap(OracleCase::name, oracle -> oracle, (a, b) -> a, java.util.TreeMap::new));
        List<Row> rows = new ArrayList<>();
        try (EmbeddedFlink flink = EmbeddedFlink.start(2)) {
            for (OracleCase oracle : cases.values()) {
                if (!oracle.name().startsWith("variant-")) {
                    rows.add(judge(flink, oracle, cases));
                }
            }
        }
        String table = rows.stream().map(Row::text).collect(Collectors.joining("\n"));
        Files.writeString(Path.of("target", "oracle-table.txt"), table + "\n");
        System.out.println(table);

        assertThat(rows).filteredOn(row -> row.verdict() == Verdict.DIFFERENT).isEmpty();
    }

    private Row judge(EmbeddedFlink flink, OracleCase oracle, Map<String, OracleCase> cases) throws IOException {
        if (oracle.parameters().stream().anyMatch(NOT_YET::contains)) {
            return new Row(oracle.name(), "", 0, 0, Verdict.NOT_YET, "filter");
        }
        OracleCase expected = cases.getOrDefault(variant(oracle.name()), oracle);
        OutputOptions output = new OutputOptions();
        output.output = folder.resolve(oracle.name()).toString();
        String problem = "";
        try {
            Materialization run = new Materialization(flink, 2, new PrintWriter(Writer.nullWriter()), false);
            MaterializeSummary summary = run.run(oracle.request(), output);
            problem = summary.exitCode() == ExitCode.DONE
                    ? ""
                    : summary.failureText().lines().findFirst().orElse("failed without a reason");
        } catch (Exception e) {
            problem = String.valueOf(e.getMessage());
        }
        if (expected.isError()) {
            boolean failed = !problem.isEmpty();
            return new Row(oracle.name(), "error", 0, 0, failed ? Verdict.EQUAL : Verdict.DIFFERENT, problem);
        }
        if (!problem.isEmpty()) {
            return new Row(oracle.name(), expected.name(), 0, 0, Verdict.DIFFERENT, problem);
        }
        ArrayPixels actual = ArrayPixels.read(new FileObjectStore(Path.of(output.output), ForkJoinPool.commonPool()));
        return compare(oracle.name(), expected, actual);
    }

    /** {@code mosaic-MeanMethod-day} is answered by {@code variant-FullMean-day}, and so on. */
    private static String variant(String name) {
        return switch (name) {
            case "nodata-nan-source" -> "variant-NaNFirst";
            case "nodata-nan-source-mean" -> "variant-NaNMean";
            default -> name.replaceAll("^mosaic-(\\w+)Method-(\\w+)$", "variant-Full$1-$2");
        };
    }

    private static Row compare(String name, OracleCase expected, ArrayPixels actual) throws IOException {
        NpzFile.Array data = expected.data();
        JsonNode full = expected.field("full_dims_shape").path("shape");
        for (int axis = 0; axis < 4; axis++) {
            if (full.get(axis).asInt() != actual.shape()[axis]) {
                return new Row(
                        name,
                        expected.name(),
                        data.size(),
                        -1,
                        Verdict.DIFFERENT,
                        "shape " + java.util.Arrays.toString(actual.shape()) + " instead of " + full);
            }
        }
        String note = data.type() == actual.type() ? "" : actual.type() + " instead of " + data.type();
        Selection selection = Selection.of(expected.parameter("isel"), actual.shape());
        long differing = 0;
        for (int i = 0; i < data.size(); i++) {
            double wanted = data.type().get(data.samples(), i);
            double got = actual.type().get(actual.samples(), selection.index(i));
            if (!same(wanted, got, data.type())) {
                differing++;
            }
        }
        boolean tolerable = differing <= data.size() / 1000;
        Verdict verdict = differing == 0 ? Verdict.EQUAL : tolerable ? Verdict.WITHIN_TOLERANCE : Verdict.DIFFERENT;
        return new Row(name, expected.name(), data.size(), differing, verdict, note);
    }

    private static boolean same(double wanted, double got, DataType type) {
        if (Double.isNaN(wanted) || Double.isNaN(got)) {
            return Double.isNaN(wanted) && Double.isNaN(got);
        }
        // Sums in another order may differ in the last bit of a float.
        return wanted == got || (type.isFloat() && Math.abs(wanted - got) <= 1e-6 * Math.abs(wanted));
    }

    /** Which pixels of the array a case looked at: per axis first, count; C order. */
    private record Selection(int[] shape, int[] first, int[] count) {
        static Selection of(JsonNode isel, int[] shape) {
            String[] axes = {"band", "time", "y", "x"};
            int[] first = new int[4];
            int[] count = shape.clone();
            for (int axis = 0; axis < 4; axis++) {
                JsonNode chosen = isel.path(axes[axis]);
                if (chosen.isInt()) {
                    first[axis] = chosen.asInt();
                    count[axis] = 1;
                } else if (chosen.isArray()) {
                    first[axis] = chosen.get(0).asInt();
                    count[axis] = chosen.get(1).asInt() - first[axis];
                }
            }
            return new Selection(shape, first, count);
        }

        int index(int i) {
            int index = 0;
            int rest = i;
            int[] at = new int[4];
            for (int axis = 3; axis >= 0; axis--) {
                at[axis] = first[axis] + rest % count[axis];
                rest /= count[axis];
            }
            for (int axis = 0; axis < 4; axis++) {
                index = index * shape[axis] + at[axis];
            }
            return index;
        }
    }
}
