package io.cogstream.stac.cql2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the OGC standard, in {@code testdata/cql2}. */
@Tag("oracle")
class Cql2ExamplesTest {
    private static Stream<Path> files(String encoding) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("cogstream.testdata"), "cql2", encoding))) {
            return files.sorted().toList().stream();
        }
    }

    static Stream<Path> texts() throws IOException {
        return files("text");
    }

    static Stream<Path> documents() throws IOException {
        return files("json");
    }

    private static Expression expression(Path file) throws IOException {
        return Cql2Filter.expression(Files.readString(file));
    }

    /** Alternative spellings, such as {@code example36-alt01}, mean what their JSON says too. */
    @ParameterizedTest
    @MethodSource("texts")
    void aTextMeansWhatItsJsonMeans(Path text) throws IOException {
        String name = text.getFileName().toString().replaceAll("(-alt[0-9]+)?\\.txt$", ".json");

        assertThat(expression(text)).isEqualTo(expression(text.resolveSibling(Path.of("..", "json", name))));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyDocumentParses(Path document) throws IOException {
        assertThat(expression(document)).isNotNull();
    }
}
