package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What opening an array again makes of its items' files. */
class UnchangedDatasetTest {
    @TempDir
    private Path folder;

    private Path dataset = Path.of("");

    @BeforeEach
    void copyScenes() throws Exception {
        dataset = Files.createDirectory(folder.resolve("scenes"));
        DemoScenes.copyTo(dataset);
        assertThat(open("open").exitCode()).isZero();
    }

    private CommandRun open(String command) {
        return CommandRun.of(DemoScenes.command(command, dataset, folder.resolve("out.zarr")));
    }

    private Path note() {
        return folder.resolve("out.zarr/.cogstream/search.json");
    }

    /** Keeps what the file looks like from outside. */
    private static void damage(Path items) throws Exception {
        FileTime modified = Files.getLastModifiedTime(items);
        Files.write(items, new byte[(int) Files.size(items)]);
        Files.setLastModifiedTime(items, modified);
    }

    @Test
    void itemsAreNotReadAgainWhileTheirFilesAreTheSame() throws Exception {
        damage(dataset.resolve("items.parquet"));

        assertThat(open("open").exitCode()).isZero();
        CommandRun materialize = open("materialize");
        assertThat(materialize.exitCode()).as(materialize.err()).isZero();
    }

    @Test
    void aFileThatChangedIsSearchedAndTheSameItemsGoOn() throws Exception {
        Files.setLastModifiedTime(
                dataset.resolve("items.parquet"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        String before = Files.readString(note());

        assertThat(open("open").exitCode()).isZero();
        assertThat(Files.readString(note())).isNotEqualTo(before);
        damage(dataset.resolve("items.parquet"));
        assertThat(open("open").exitCode()).isZero();
    }

    @Test
    void otherItemsAreRefusedByHowManyCameAndWent() throws Exception {
        Files.copy(dataset.resolve("items.parquet"), dataset.resolve("more.parquet"));
        CommandRun run = open("materialize");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .containsPattern("another array: items: [1-9][0-9]* added, 0 removed")
                .contains("--overwrite");
    }
}
