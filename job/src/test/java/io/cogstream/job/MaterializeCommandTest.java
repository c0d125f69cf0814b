package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.io.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaterializeCommandTest {
    private static final int CHUNKS = 3 * 4 * 4;

    @TempDir
    private Path folder;

    private Path output() {
        return folder.resolve("out.zarr");
    }

    private CommandRun materialize(Path items, String... more) {
        List<String> options = new ArrayList<>(List.of(more));
        options.add("--json");
        return CommandRun.of(DemoScenes.materialize(items, output(), options.toArray(String[]::new)));
    }

    private static long count(CommandRun run, String name) {
        return run.json().path("chunks").path(name).longValue();
    }

    private List<Path> chunkFiles() throws IOException {
        try (Stream<Path> files = Files.walk(output().resolve("data/c"))) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private byte[] pixels() {
        return ArrayPixels.read(new FileObjectStore(output(), ForkJoinPool.commonPool()))
                .samples();
    }

    @Test
    void writesAnArrayAndSaysSoInOneJsonDocument() throws IOException {
        CommandRun run = materialize(DemoScenes.items());

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = run.json();
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "output", "chunks", "pixels", "seconds", "cpuSeconds", "source", "peakRssBytes", "failures");
        assertThat(json.path("output").asText()).startsWith("file:").contains("out.zarr");
        assertThat(json.path("chunks").fieldNames())
                .toIterable()
                .containsExactly("total", "written", "empty", "skipped", "failed");
        assertThat(count(run, "total")).isEqualTo(CHUNKS);
        assertThat(count(run, "written") + count(run, "empty")).isEqualTo(CHUNKS);
        assertThat(count(run, "written")).isEqualTo(chunkFiles().size());
        for (String name : List.of("seconds", "cpuSeconds")) {
            JsonNode time = json.path(name);
            assertThat(time.path("start").asDouble()).isPositive();
            assertThat(time.path("run").asDouble()).isPositive();
            assertThat(time.path("total").asDouble())
                    .isCloseTo(
                            time.path("start").asDouble() + time.path("run").asDouble(),
                            org.assertj.core.api.Assertions.within(0.002));
        }
        assertThat(json.path("pixels").asLong()).isBetween(1L, 3L * 205 * 225);
        assertThat(json.path("source").path("requests").asLong()).isPositive();
        assertThat(json.path("source").path("bytes").asLong()).isPositive();
        assertThat(json.path("source").path("files").asLong()).isBetween(10L, 11L);
        assertThat(json.path("peakRssBytes").asLong()).isPositive();
        assertThat(json.path("failures")).isEmpty();
        assertThat(run.err()).as("arguments are echoed").contains("--chunk-size 64");
        assertThat(output().resolve(".cogstream/failures.ndjson")).doesNotExist();
    }

    @Test
    void aRerunSkipsEveryChunkAndReadsNoSource() throws IOException {
        CommandRun first = materialize(DemoScenes.items());
        byte[] before = pixels();
        CommandRun second = materialize(DemoScenes.items());

        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(count(second, "skipped")).isEqualTo(count(first, "written"));
        assertThat(count(second, "written")).isZero();
        JsonNode source = second.json().path("source");
        assertThat(List.of(
                        source.path("requests").asLong(),
                        source.path("bytes").asLong(),
                        source.path("files").asLong()))
                .containsOnly(0L);
        assertThat(pixels()).isEqualTo(before);
    }

    @Test
    void aJobThatRestartsSaysWhy() throws IOException {
        CommandRun opened =
                CommandRun.of(DemoScenes.command("open", DemoScenes.items(), output(), "--chunk-size", "64"));
        assertThat(opened.exitCode()).as(opened.err()).isZero();
        Path inTheWay = output().resolve("data/c/0/1");
        Files.createDirectories(inTheWay.getParent());
        Files.writeString(inTheWay, "not a folder");
        CommandRun run = materialize(DemoScenes.items());

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).containsPattern("a task failed, and Flink restarts it: .*data/c/0/1");
        assertThat(chunkFiles()).as("what was written stays").hasSizeGreaterThan(1);
    }

    @Test
    void aRerunMakesOnlyTheChunksThatAreMissing() throws IOException {
        materialize(DemoScenes.items());
        byte[] before = pixels();
        List<Path> files = chunkFiles();
        Files.delete(files.get(3));
        Files.delete(files.get(files.size() - 2));
        CommandRun second = materialize(DemoScenes.items());

        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(count(second, "written")).isEqualTo(2);
        assertThat(count(second, "skipped")).isEqualTo(files.size() - 2);
        assertThat(pixels()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "--resolution, 100, width",
        "--mosaic, mean, mosaic",
        "--time-period, P1M, times",
        "--bands, green, bands[0].name",
        "--nodata, 7, storage.formats[0].nodata",
        "--dtype, float32, storage.formats[0].dtype",
        "--layout, bands, storage.layout",
        "--errors, ignore, errors",
    })
    void otherParametersAreRefusedByName(String option, String value, String difference) throws IOException {
        CommandRun.of(DemoScenes.command("open", DemoScenes.items(), output()));
        CommandRun run = CommandRun.of(DemoScenes.command("open", DemoScenes.items(), output(), option, value));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("holds another array", difference + " is", "--overwrite");
    }

    @Test
    void overwriteStartsAnew() throws IOException {
        materialize(DemoScenes.items());
        CommandRun run = materialize(DemoScenes.items(), "--overwrite", "--mosaic", "mean");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(count(run, "skipped")).isZero();
        assertThat(Files.readString(output().resolve("zarr.json"))).contains("\"mosaic\" : \"mean\"");
    }

    @Test
    void overwriteNeverRemovesWhatIsNoArray() throws IOException {
        Files.createDirectories(output());
        Path precious = Files.writeString(output().resolve("thesis.txt"), "years of work");
        CommandRun run = materialize(DemoScenes.items(), "--overwrite");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no array of cogstream", "choose another --output");
        assertThat(precious).hasContent("years of work");
    }

    @Test
    void anUnreadableSourceFailsItsChunksAndALaterRunMakesThem() throws IOException {
        Path items = DemoScenes.copyTo(folder.resolve("scenes"));
        Path scene = folder.resolve("scenes/scenes/12-north-20240603/red.tif");
        byte[] good = Files.readAllBytes(scene);
        // The very first item is looked at by open, so another one is damaged.
        Path damaged = folder.resolve("scenes/scenes/13-north-20240603/red.tif");
        byte[] content = Files.readAllBytes(damaged);
        Files.delete(damaged);
        CommandRun run = materialize(items);

        assertThat(good).isNotEmpty();
        assertThat(run.exitCode()).isEqualTo(1);
        long failed = count(run, "failed");
        assertThat(failed).isPositive();
        JsonNode failure = run.json().path("failures").path(0);
        assertThat(failure.path("item").asText()).isEqualTo("13-north-20240603");
        assertThat(failure.path("asset").asText()).isEqualTo("red");
        assertThat(failure.path("href").asText()).endsWith("13-north-20240603/red.tif");
        assertThat(failure.path("kind").asText()).isEqualTo("permanent");
        assertThat(failure.path("chunk")).hasSize(4).isEqualTo(failure.path("index"));
        assertThat(run.err()).contains("item 13-north-20240603", "asset red", "(permanent)");
        Path log = output().resolve(".cogstream/failures.ndjson");
        assertThat(Files.readAllLines(log)).hasSize((int) failed).allMatch(line -> line.contains("13-north-20240603"));

        Files.write(damaged, content);
        CommandRun again = materialize(items);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(count(again, "written")).isEqualTo(failed);
        assertThat(log).doesNotExist();
    }

    @Test
    void ignoredFailuresAreReportedAndLeaveTheOthersSources() throws IOException {
        Path items = DemoScenes.copyTo(folder.resolve("scenes"));
        Files.delete(folder.resolve("scenes/scenes/13-north-20240603/red.tif"));
        CommandRun run = materialize(items, "--errors", "ignore");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(count(run, "failed")).isZero();
        assertThat(run.json().path("failures")).isNotEmpty();
        assertThat(run.err()).contains("13-north-20240603");
        assertThat(Files.readAllLines(output().resolve(".cogstream/failures.ndjson")))
                .isNotEmpty();
    }

    @Test
    void aRerunKeepsWhatItDoesNotMakeAgainInTheFailureLog() throws IOException {
        Path items = DemoScenes.copyTo(folder.resolve("scenes"));
        Files.delete(folder.resolve("scenes/scenes/13-north-20240603/red.tif"));
        materialize(items, "--errors", "ignore");
        Path log = output().resolve(".cogstream/failures.ndjson");
        List<String> before = Files.readAllLines(log);
        JsonNode index = new ObjectMapper().readTree(before.get(0)).path("index");
        String chunk = "data/c/%d/%d/%d/%d"
                .formatted(
                        index.get(0).asInt(),
                        index.get(1).asInt(),
                        index.get(2).asInt(),
                        index.get(3).asInt());
        Files.delete(output().resolve(chunk));
        materialize(items, "--errors", "ignore");

        assertThat(before).hasSizeGreaterThan(1);
        assertThat(Files.readAllLines(log)).containsExactlyInAnyOrderElementsOf(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--crs|EPSG:99999|99999",
                "--bands|purple|purple",
                "--sortby|-no_such_field|no_such_field",
                "--filter|eo:cloud_cover <|--filter: at character 17",
                "--filter|{\"op\": \"=\", \"args\": [1]}|--filter: at $",
                "--parallelism|0|--parallelism",
                "--mosaic|best|best",
                "--time-period|P2Y|P2Y",
                "--datetime|yesterday|--datetime",
                "--chunk-size|0|--chunk-size",
                "--resampling|cubic|cubic",
                "--errors|maybe|maybe",
                "--layout|planes|planes",
                "--dtype|uint17|uint17",
                "--nodata|-1|--nodata",
                "--no-such-option|1|--no-such-option",
            })
    void wrongParametersEndWithTwoAndAreNamed(String option, String value, String named) {
        List<String> arguments = DemoScenes.materialize(DemoScenes.items(), output(), "--json", option, value);
        CommandRun run = CommandRun.of(arguments);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(named).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
        assertThat(output()).doesNotExist();
    }

    @Test
    void aQueryThatNothingAnswersEndsWithThree() {
        CommandRun run = materialize(DemoScenes.items(), "--datetime", "1990-01-01/1990-12-31");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("no item in", "datetime=1990-01-01/1990-12-31");
        assertThat(run.out()).isEmpty();
        assertThat(output()).doesNotExist();
    }

    @Test
    void itemsThatCannotBeReadEndWithThree() throws IOException {
        Path text = Files.writeString(folder.resolve("items.parquet"), "not a table of items at all");

        for (Path items : List.of(text, folder.resolve("absent.parquet"))) {
            CommandRun run = materialize(items);
            assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
            assertThat(run.err()).contains(items.toString());
            assertThat(run.out()).isEmpty();
        }
    }
}
