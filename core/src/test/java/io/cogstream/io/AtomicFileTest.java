package io.cogstream.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theNameShowsTheOldContentUntilTheNewOneIsComplete() throws IOException {
        Path target = Files.writeString(folder.resolve("a.csv"), "old");
        try (AtomicFile file = AtomicFile.create(target)) {
            Files.writeString(file.path(), "new");
            assertThat(target).hasContent("old");
            file.commit();
            assertThat(target).hasContent("new");
        }
        assertThat(target).hasContent("new");
        assertThat(names()).containsExactly("a.csv");
    }

    @Test
    void withoutCommitNothingIsLeftBehind() throws IOException {
        try (AtomicFile file = AtomicFile.create(folder.resolve("a.csv"))) {
            Files.writeString(file.path(), "half");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void aLinkStaysOne() throws IOException {
        Path target = Files.writeString(folder.resolve("a.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), target);
        try (AtomicFile file = AtomicFile.create(link)) {
            Files.writeString(file.path(), "new");
            file.commit();
        }
        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("new");
    }

    @Test
    void aFolderThatIsNotThereIsNamedAtOnce() {
        Path file = folder.resolve("absent").resolve("a.csv");
        assertThatThrownBy(() -> AtomicFile.create(file))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("absent");
    }
}
