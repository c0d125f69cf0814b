package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCommandTest {
    @TempDir
    private Path folder;

    private Path points = Path.of("");

    @BeforeEach
    void writePoints() throws IOException {
        points = Files.writeString(
                folder.resolve("points.csv"), "id,x,y\nnorth,741500,4333000\nsouth,760000,4310000\naway,0,0\n");
    }

    private CommandRun sample(Path items, String output, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "sample",
                items.toString(),
                "--points",
                points.toString(),
                "--points-crs",
                "EPSG:32612",
                "--output",
                output.equals("-") ? output : folder.resolve(output).toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void printsRowsAndNothingElseOnStdout() {
        CommandRun run = sample(DemoScenes.items(), "-", "--bands", "red,blue", "--datetime", "2024-06");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        run = sample(DemoScenes.items(), "-", "--bands", "red,blue", "--datetime", "2024-06-03");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("""
                        point,x,y,datetime,item,collection,red,blue
                        north,741500.0,4333000.0,2024-06-03T18:02:11Z,12-north-20240603,cogstream-demo,1296,880
                        south,760000.0,4310000.0,2024-06-03T18:02:11Z,12-south-20240603,cogstream-demo,1920,1040
                        south,760000.0,4310000.0,2024-06-03T18:02:11Z,13-south-20240603,cogstream-demo,1920,1040
                        """);
        assertThat(run.err()).contains("3 rows of 3 points, 1 of them without any row and 3 items", "6 files");
    }

    @Test
    void theSummaryCountsWhatWasReadAndWritten() {
        JsonNode summary = sample(DemoScenes.items(), "out.parquet", "--bands", "red", "--json")
                .json();

        assertThat(summary.path("points").asInt()).isEqualTo(3);
        assertThat(summary.path("pointsWithoutRow").asInt()).isEqualTo(1);
        assertThat(summary.path("items").asInt()).isEqualTo(8);
        assertThat(summary.path("rows").asInt()).isEqualTo(8);
        assertThat(summary.path("source").path("files").asInt()).isEqualTo(8);
        assertThat(summary.path("source").path("requests").asInt()).isEqualTo(16);
        assertThat(summary.path("failures")).isEmpty();
        assertThat(folder.resolve("out.parquet")).isNotEmptyFile();
    }

    @Test
    void anUnreadableFileFailsItsRowsAndIsNamed() throws IOException {
        Path items = DemoScenes.copyTo(Files.createDirectory(folder.resolve("demo")));
        Files.delete(items.resolveSibling("scenes/12-north-20240603/red.tif"));

        CommandRun run = sample(items, "out.csv", "--bands", "red,blue");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("failed: item 12-north-20240603, asset red, up to 1 values (permanent)", "red.tif]");
        assertThat(Files.readString(folder.resolve("out.csv")))
                .doesNotContain("12-north-20240603")
                .contains("12-north-20240611");

        run = sample(items, "out.csv", "--bands", "red,blue", "--errors", "ignore", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.json().path("failures").path(0).path("leftOut").asBoolean())
                .isTrue();
        assertThat(Files.readString(folder.resolve("out.csv"))).contains("12-north-20240603,cogstream-demo,,880\n");
    }

    @Test
    void mistakesAreNamedAndLeaveNoFile() throws IOException {
        assertThat(sample(DemoScenes.items(), "out.txt").err()).contains("--output", "--format");
        assertThat(sample(DemoScenes.items(), "out.csv", "--format", "xlsx").err())
                .contains("--format: 'xlsx'");
        assertThat(sample(DemoScenes.items(), "-", "--json").exitCode()).isEqualTo(2);
        assertThat(sample(DemoScenes.items(), "-", "--format", "parquet").exitCode())
                .isEqualTo(2);
        assertThat(sample(DemoScenes.items(), "absent/out.csv").err())
                .contains("--output: there is no folder '", "absent");
        assertThat(sample(DemoScenes.items(), "out.csv", "--bands", "purple").err())
                .contains("purple");
        assertThat(sample(DemoScenes.items(), "out.csv", "--errors", "hide").exitCode())
                .isEqualTo(2);
        assertThat(sample(DemoScenes.items(), "out.csv", "--point-id", "plot").err())
                .contains("--point-id");
        CommandRun nothing = sample(DemoScenes.items(), "out.csv", "--datetime", "1999-01-01");
        assertThat(nothing.exitCode()).isEqualTo(3);
        assertThat(nothing.err()).contains("no item in", "datetime=1999-01-01", "near the 3 points");
        Files.writeString(points, "x,y\n1,north\n");
        CommandRun bad = sample(DemoScenes.items(), "out.csv");
        assertThat(bad.exitCode()).isEqualTo(3);
        assertThat(bad.err()).contains("[" + points + "] line 2: column 'y': 'north' is not a number");
        assertThat(names()).containsExactly("points.csv");
    }
}
