package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cogstream.cube.ArrayStore;
import io.cogstream.cube.OpenArray;
import io.cogstream.io.FileObjectStore;
import io.cogstream.job.OracleRules.Rule;
import io.cogstream.open.OpenRequest;
import io.cogstream.operators.embedded.EmbeddedFlink;
import io.cogstream.operators.sink.FailureLogSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case of {@code testdata/stac/oracle}, through the whole pipeline, against what lazycogs answered or, where PARITY.md
 * says that lazycogs is wrong, against its variant or a rule. The variants are cases of their own, too. Prints the table and keeps it in {@code
 * target/oracle-table.txt}.
 */
@Tag("oracle")
class OracleTableTest {
    /** PARITY.md: within one CRS all pixels are equal, across CRSs one in a thousand may be a neighbour. */
    private static final int ONE_IN = 1000;

    private static final Set<String> MAIN_JOB =
            Set.of("crs", "bbox", "resolution", "bands", "datetime", "time_period", "mosaic_method", "isel");

    private enum Verdict {
        EQUAL,
        NEIGHBOURS,
        BY_RULE,
        SAME_ERROR,
        DIFFERENT
    }

    /** @param main whether the case uses only parameters of the main job, so that it must be answered */
    private record Row(
            String name, boolean main, String against, int pixels, int differing, Verdict verdict, String note) {
        String text() {
            return "%-31s %-4s %-31s %8d %9d  %-10s  %s"
                    .formatted(
                            name,
                            main ? "main" : "",
                            against,
                            pixels,
                            differing,
                            verdict.name().toLowerCase(Locale.ROOT),
                            note.length() > 90 ? note.substring(0, 90) : note);
        }
    }

    /** An array that was made, or why it was not. */
    private record Answer(OpenArray array, ArrayPixels pixels, String problem) {}

    @TempDir
    private Path folder;

    private final Map<String, OracleCase> cases = OracleCase.all().stream()
            .collect(Collectors.toMap(OracleCase::name, oracle -> oracle, (a, b) -> a, TreeMap::new));

    @Test
    void answersEveryCaseAsTheOracleDoes() throws Exception {
        List<Row> rows = new ArrayList<>();
        try (EmbeddedFlink flink = EmbeddedFlink.start(2)) {
            for (OracleCase oracle : cases.values()) {
                rows.add(judge(flink, oracle));
            }
        }
        report(rows);

        assertThat(rows).filteredOn(row -> row.verdict() == Verdict.DIFFERENT).isEmpty();
        assertThat(rows).hasSameSizeAs(cases.keySet()).hasSizeGreaterThanOrEqualTo(154);
        assertThat(rows).filteredOn(Row::main).hasSizeGreaterThanOrEqualTo(60);
    }

    private static void report(List<Row> rows) throws IOException {
        String head = "%-31s %-4s %-31s %8s %9s  %-10s  %s%n"
                .formatted("case", "", "against", "pixels", "differing", "verdict", "rule or reason");
        String counts = rows.stream()
                .collect(Collectors.groupingBy(Row::verdict, TreeMap::new, Collectors.counting()))
                .toString();
        String table = head
                + rows.stream().map(Row::text).collect(Collectors.joining("\n"))
                + "\n%d cases %s, of which %d use the main job's parameters only%n"
                        .formatted(
                                rows.size(),
                                counts,
                                rows.stream().filter(Row::main).count());
        Files.writeString(Path.of("target", "oracle-table.txt"), table);
        System.out.println(table);
    }

    private Row judge(EmbeddedFlink flink, OracleCase oracle) throws Exception {
        Answer answer = ask(flink, oracle.request(), oracle.name());
        Rule rule = OracleRules.all().get(oracle.name());
        if (rule != null) {
            return judgeByRule(flink, oracle, answer, rule);
        }
        OracleCase expected = cases.getOrDefault(variant(oracle.name()), oracle);
        if (expected.isError()) {
            boolean same = OracleErrors.agree(expected.error(), answer.problem());
            return row(oracle, "", 0, 0, same ? Verdict.SAME_ERROR : Verdict.DIFFERENT, answer.problem());
        }
        String structure = answer.problem().isEmpty()
                ? OracleStructure.difference(expected, answer.array(), answer.pixels())
                : answer.problem();
        if (!structure.isEmpty()) {
            return row(oracle, expected.name(), 0, 0, Verdict.DIFFERENT, structure);
        }
        return compare(oracle, expected, answer, value -> value, position -> true, Verdict.EQUAL, "");
    }

    /** {@code mosaic-MeanMethod-day} is answered by {@code variant-FullMean-day}, and so on. */
    private static String variant(String name) {
        return switch (name) {
            case "nodata-nan-source" -> "variant-NaNFirst";
            case "nodata-nan-source-mean" -> "variant-NaNMean";
            default -> name.replaceAll("^mosaic-(\\w+)Method-(\\w+)$", "variant-Full$1-$2");
        };
    }

    private Row judgeByRule(EmbeddedFlink flink, OracleCase oracle, Answer answer, Rule rule) throws Exception {
        if (!answer.problem().isEmpty()) {
            return row(oracle, "rule", 0, 0, Verdict.DIFFERENT, answer.problem());
        }
        OracleCase expected = cases.getOrDefault(variant(oracle.name()), oracle);
        String structure =
                expected.isError() ? "" : OracleStructure.difference(expected, answer.array(), answer.pixels());
        if (!structure.isEmpty()) {
            return row(oracle, "rule", 0, 0, Verdict.DIFFERENT, structure);
        }
        return switch (rule.check()) {
            case STEPS_WITH_THE_SAME_ITEMS ->
                compare(
                        oracle,
                        expected,
                        answer,
                        value -> value,
                        sameItems(expected, answer),
                        Verdict.BY_RULE,
                        rule.text());
            case WHERE_THE_ORACLE_HAS_DATA ->
                compare(
                        oracle,
                        expected,
                        answer,
                        value -> value,
                        oracleHasData(expected),
                        Verdict.BY_RULE,
                        rule.text());
            case WHERE_NO_ASSET_IS_KEPT ->
                compare(oracle, expected, answer, value -> value, droppedByBoth(answer), Verdict.BY_RULE, rule.text());
            case WHOLE_WINDOWS -> {
                OpenRequest whole = withDatetime(oracle.request(), OracleRules.wholeWindows(oracle.name()));
                Answer asRead = ask(flink, whole, oracle.name() + "-whole");
                yield compare(oracle, expected, asRead, value -> value, position -> true, Verdict.BY_RULE, rule.text());
            }
            case HAS_DATA -> {
                boolean any = IntStream.range(0, answer.pixels().size())
                        .anyMatch(i -> answer.pixels().value(i) > 0);
                yield row(oracle, "rule", 0, 0, any ? Verdict.BY_RULE : Verdict.DIFFERENT, rule.text());
            }
            case ANOTHER_CASE -> {
                OracleCase other = cases.get(OracleRules.answeringCase(oracle.name()));
                Double nodata = answer.array().spec().format(0).nodata();
                DoubleUnaryOperator conversion = oracle.name().startsWith("dtype-uint8")
                        ? value -> Math.min(255, value)
                        : value -> value == 0 && nodata != null ? nodata : value;
                yield compare(oracle, other, answer, conversion, position -> true, Verdict.BY_RULE, rule.text());
            }
        };
    }

    private Answer ask(EmbeddedFlink flink, OpenRequest request, String name) throws Exception {
        OutputOptions output = new OutputOptions();
        output.output = folder.resolve(name).toString();
        FileObjectStore store = new FileObjectStore(Path.of(output.output), ForkJoinPool.commonPool());
        try {
            Materialization run = new Materialization(flink, 2, new PrintWriter(Writer.nullWriter()), false);
            MaterializeSummary summary = run.run(request, output);
            String problem = summary.exitCode() == ExitCode.DONE
                    ? ""
                    : summary.failureText().lines().findFirst().orElse("failed without a reason");
            return new Answer(ArrayStore.load(store).join(), ArrayPixels.read(store), problem);
        } catch (Exception e) {
            return new Answer(null, null, String.valueOf(e.getMessage()));
        }
    }

    /** Pixels of the steps for which lazycogs read the very items that the array's index holds. */
    private static IntPredicate sameItems(OracleCase expected, Answer answer) {
        List<List<String>> ours = new ArrayList<>();
        for (int step = 0; step < answer.array().spec().times().size(); step++) {
            ours.add(new ArrayList<>());
        }
        for (int item = 0; item < answer.array().index().size(); item++) {
            ours.get(answer.array().index().step(item))
                    .add(answer.array().index().id(item));
        }
        List<List<String>> theirs = new ArrayList<>();
        expected.field("time_steps").forEach(step -> {
            List<String> items = new ArrayList<>();
            step.path("items_in_order").forEach(item -> items.add(item.asText()));
            theirs.add(items);
        });
        int[] shape = answer.pixels().shape();
        return position -> {
            int step = position / (shape[2] * shape[3]) % shape[1];
            return ours.get(step).equals(theirs.get(step));
        };
    }

    /** Pixels of steps in which nothing failed, and of the bands whose asset failed: lazycogs drops the others too. */
    private static IntPredicate droppedByBoth(Answer answer) {
        Set<Integer> steps = new HashSet<>();
        Set<Integer> bands = new HashSet<>();
        byte[] log = answer.array().store().get(FailureLogSink.KEY).join();
        for (String line : new String(log, StandardCharsets.UTF_8).lines().toList()) {
            JsonNode index = parse(line).path("index");
            bands.add(index.get(0).asInt());
            steps.add(index.get(1).asInt());
        }
        int[] shape = answer.pixels().shape();
        return position -> {
            int plane = position / (shape[2] * shape[3]);
            return !steps.contains(plane % shape[1]) || bands.contains(plane / shape[1]);
        };
    }

    private static JsonNode parse(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IntPredicate oracleHasData(OracleCase expected) throws IOException {
        NpzFile.Array data = expected.data();
        return position -> data.type().get(data.samples(), position) != 0;
    }

    private Row compare(
            OracleCase oracle,
            OracleCase expected,
            Answer answer,
            DoubleUnaryOperator conversion,
            IntPredicate counts,
            Verdict good,
            String note)
            throws Exception {
        JsonNode isel = expected.parameter("isel");
        OracleComparison comparison = OracleComparison.of(
                expected.data(), isel.isNull() ? MissingNode.getInstance() : isel, answer.pixels(), conversion, counts);
        int differing = comparison.differing().size();
        Verdict verdict = differing == 0 ? good : Verdict.DIFFERENT;
        if (differing > 0 && (long) differing * ONE_IN <= comparison.compared()) {
            SourceNeighbours neighbours = new SourceNeighbours(answer.array());
            boolean all = true;
            for (int position : comparison.differing()) {
                all &= neighbours.hold(answer.pixels().value(position), position);
            }
            verdict = all ? Verdict.NEIGHBOURS : Verdict.DIFFERENT;
        }
        return row(oracle, expected.name(), comparison.compared(), differing, verdict, note);
    }

    private static OpenRequest withDatetime(OpenRequest r, String datetime) {
        return new OpenRequest(
                r.selection().withDatetime(datetime),
                r.crs(),
                r.pixelWidth(),
                r.pixelHeight(),
                r.box(),
                r.align(),
                r.geometry(),
                r.timePeriod(),
                r.mosaic(),
                r.dtype(),
                r.nodata(),
                r.chunkHeight(),
                r.chunkWidth(),
                r.errors(),
                r.storage());
    }

    private static Row row(OracleCase oracle, String against, int pixels, int differing, Verdict verdict, String note) {
        boolean main = MAIN_JOB.containsAll(oracle.parameters())
                && Set.of("P1D", "P1M", "P1Y").contains(oracle.timePeriod())
                && oracle.parameter("datetime").asText().matches("([0-9]{4}-[0-9]{2}-[0-9]{2}/?)*");
        return new Row(oracle.name(), main, against, pixels, differing, verdict, note);
    }
}
