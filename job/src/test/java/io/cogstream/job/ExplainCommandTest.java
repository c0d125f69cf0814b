package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code explain} on the sample scenes: 10 items, 3 dates. */
class ExplainCommandTest {
    @TempDir
    private Path folder;

    /** One chunk per date: no tile is shared, so what each chunk reads is what the job reads. */
    @Test
    void promisesTheRequestsAndBytesOfAJob() {
        JsonNode made = made("--mosaic", "mean", "--chunk-size", "256");
        JsonNode plan = explained("--mosaic", "mean", "--chunk-size", "256", "--headers");

        for (String what : List.of("requests", "bytes")) {
            assertThat(made.at("/source/" + what).asLong())
                    .isEqualTo(plan.at("/totals/planningReads/" + what).asLong()
                            + plan.at("/totals/headerReads/" + what).asLong()
                            + plan.at("/totals/all/" + what).asLong());
        }
    }

    /** Sixteen chunks per date that share tiles, which one slot keeps in memory. */
    @ParameterizedTest
    @CsvSource({"mean, 200", "mean, 50", "first, 50"})
    void aJobReadsEachTileOnceAndNoMoreThanChunkByChunk(String mosaic, String resolution) {
        String[] array = {"--mosaic", mosaic, "--chunk-size", "64", "--resolution", resolution};
        JsonNode plan = explained(append(array, "--headers"));
        long rest = plan.at("/totals/planningReads/bytes").asLong()
                + plan.at("/totals/headerReads/bytes").asLong();
        long tiles =
                made(append(array, "--parallelism", "1")).at("/source/bytes").asLong() - rest;

        assertThat(tiles)
                .isGreaterThanOrEqualTo(plan.at("/totals/certain/distinctBytes").asLong())
                .isLessThan(plan.at("/totals/all/bytes").asLong());
        if (!mosaic.equals("first")) {
            // A request that reaches over a tile which is in memory reads it again.
            assertThat(tiles).isLessThan(plan.at("/totals/all/distinctBytes").asLong() * 3 / 2);
        }
    }

    @Test
    void saysTheSameOfChunksWithAndWithoutHeaders() {
        JsonNode without = explained();
        JsonNode with = explained("--headers");

        assertThat(without.at("/totals/chunks")).isEqualTo(with.at("/totals/chunks"));
        assertThat(without.at("/totals/chunksBySources")).isEqualTo(with.at("/totals/chunksBySources"));
        assertThat(without.at("/totals/chunks/total").asInt()).isEqualTo(48);
        assertThat(without.at("/totals/chunks/empty").asInt()).isEqualTo(7);
        assertThat(without.at("/totals/all/reads").asInt()).isEqualTo(66);
        assertThat(without.at("/chunks")).hasSize(48);
        assertThat(without.at("/chunks/0/sources/0").has("level")).isFalse();
        assertThat(with.at("/chunks/0/sources/0/ranges")).isNotEmpty();
    }

    /** The scenes are alike, so the estimate from one of them is close. */
    @ParameterizedTest
    @CsvSource({"200, 64", "50, 64", "20, 64", "20, 512"})
    void estimatesBytesFromTheFirstItem(String resolution, String chunk) {
        String[] array = {"--resolution", resolution, "--chunk-size", chunk, "--mosaic", "mean"};
        JsonNode exact = explained(append(array, "--headers"));
        long once = exact.at("/totals/headerReads/bytes").asLong()
                + exact.at("/totals/all/distinctBytes").asLong();

        assertThat(explained(array).at("/totals/estimatedBytes/once").asDouble())
                .isBetween(0.6 * once, 1.7 * once);
    }

    @Test
    void writesOneRowPerChunkAndSource() {
        CommandRun run = run("--csv");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("band,time_index,time,")
                .contains("\r\nred,0,2024-06-03T00:00:00Z,0,0,64,64,1,");
        assertThat(run.out().split("\r\n")).hasSize(1 + 66 + 7);
    }

    @Test
    void showsAPersonTheTotals() {
        CommandRun run = run("--headers");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "Chunks      48: 41 with sources, 7 empty", "overview 1", "all valid", "10 files, 10 requests")
                .containsPattern("0 +7 +15% +#+");
    }

    @Test
    void aSourceWithoutAHeaderIsListedAndTheRestGoesOn() throws IOException {
        Path items = DemoScenes.copyTo(folder);
        Files.write(folder.resolve("scenes/13-south-20240603/red.tif"), new byte[] {1, 2, 3});
        CommandRun run = run(items, "--headers", "--json");
        JsonNode failure = run.json().at("/failures/0");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CHUNKS_FAILED);
        assertThat(run.json().at("/failures")).hasSize(1);
        assertThat(failure.path("item").asText()).isEqualTo("13-south-20240603");
        assertThat(failure.path("asset").asText()).isEqualTo("red");
        assertThat(failure.path("kind").asText()).isEqualTo("malformed");
        assertThat(failure.path("message").asText()).contains("red.tif");
        assertThat(run.json().at("/chunks")).hasSize(48);
        assertThat(run(items, "--headers").out())
                .contains("1 sources can't be used", "item 13-south-20240603, asset red");
        assertThat(run(items).exitCode()).as("no header of it is asked").isZero();
    }

    @Test
    void writesNothing() throws IOException {
        Path items = DemoScenes.copyTo(folder);
        List<Path> before = files();
        run(items, "--headers");

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void jsonAndCsvExcludeEachOther() {
        assertThat(run("--json", "--csv").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    private JsonNode made(String... options) {
        String output = folder.resolve("array").toString();
        List<String> arguments =
                DemoScenes.materialize(DemoScenes.items(), Path.of(output), append(options, "--overwrite", "--json"));
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.json();
    }

    private JsonNode explained(String... options) {
        CommandRun run = run(append(options, "--json"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.json();
    }

    private static CommandRun run(String... options) {
        return run(DemoScenes.items(), options);
    }

    /** The same array as {@link DemoScenes#materialize}, but without an output. */
    private static CommandRun run(Path items, String... options) {
        List<String> arguments = DemoScenes.command("explain", items, Path.of("none"), options);
        int output = arguments.indexOf("--output");
        arguments.subList(output, output + 2).clear();
        return CommandRun.of(arguments);
    }

    private static String[] append(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
