package io.cogstream.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileByteSourceTest {
    @TempDir
    private Path folder;

    private final DefaultByteSources sources = new DefaultByteSources(Runnable::run, HttpOptions.DEFAULT);
    private final ReadStatistics statistics = new ReadStatistics();
    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.write(folder.resolve("a b+ö.bin"), new byte[] {0, 1, 2, 3, 4, 5, 6, 7});
    }

    @AfterEach
    void close() {
        sources.close();
    }

    @Test
    void readsRangesAndCutsThemAtTheEnd() throws SourceException {
        ByteSource source = sources.open(file.toString(), statistics);
        assertThat(source.read(2, 3).join()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3, 4}));
        assertThat(source.read(6, 100).join()).isEqualTo(ByteBuffer.wrap(new byte[] {6, 7}));
        assertThat(source.read(Long.MAX_VALUE - 8, 8).join().remaining()).isZero();
        assertThat(statistics.requests()).isEqualTo(3);
        assertThat(statistics.bytes()).isEqualTo(5);
    }

    @Test
    void doesNotTakeMemoryForWhatTheFileDoesNotHold() throws SourceException {
        ByteBuffer read = sources.open(file.toString(), statistics)
                .read(0, Integer.MAX_VALUE)
                .join();
        assertThat(read.capacity()).isEqualTo(8);
    }

    @Test
    void decodesFileUrls() throws SourceException {
        assertThat(sources.open(file.toUri().toString(), statistics)
                        .read(0, 1)
                        .join()
                        .remaining())
                .isEqualTo(1);
        assertThat(sources.open("file://" + file, statistics).read(0, 1).join().remaining())
                .isEqualTo(1);
    }

    @Test
    void reportsWhatIsNotThereAsPermanent() throws SourceException {
        for (Path path : new Path[] {folder.resolve("absent.tif"), folder}) {
            ByteSource source = sources.open(path.toString(), statistics);
            assertThatThrownBy(() -> source.read(0, 1).join())
                    .hasCauseInstanceOf(PermanentSourceException.class)
                    .hasMessageContaining(path.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative/a.tif", "a.tif", "", "http://", "http:///x.tif"})
    void refusesHrefsThatNameNoPlace(String href) {
        assertThatThrownBy(() -> sources.open(href, statistics)).isInstanceOf(PermanentSourceException.class);
    }

    @Test
    void namesTheSchemeThatIsNotRead() {
        assertThatThrownBy(() -> sources.open("gopher://u:secret@host/x?token=secret", statistics))
                .isInstanceOf(UnsupportedSourceException.class)
                .hasMessageContaining("gopher")
                .hasMessageNotContaining("secret");
    }
}
