package io.cogstream.sample;

import static io.cogstream.sample.Samples.at;
import static io.cogstream.sample.Samples.brief;
import static io.cogstream.sample.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.failure.FailureKind;
import io.cogstream.failure.TransientSourceException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFailuresTest {
    private static final double[][] POINTS = {at(1, 1), at(20, 20)};

    @TempDir
    private Path folder;

    /** The first item lacks a file that it names. */
    private Samples absent() {
        return new Samples(folder)
                .file("/a/red", image(1))
                .file("/b/red", image(3))
                .file("/b/nir", image(4))
                .item("a", "2024-03-01T00:00:00Z", "red", "/a/red", "nir", "/a/nir")
                .item("b", "2024-03-02T00:00:00Z", "red", "/b/red", "nir", "/b/nir");
    }

    @Test
    void rowsThatNeedAnUnreadableFileAreNotWrittenAndOthersAre() throws Exception {
        Samples.Run run = absent().run(POINTS);

        assertThat(brief(run)).containsExactly("p0 b 3009 4009", "p1 b 3161 4161");
        assertThat(run.failures())
                .containsExactly(new SampleFailure(
                        "a", "nir", "/a/nir", "header", FailureKind.PERMANENT, "[/a/nir] 404 Not Found", 2, true));
    }

    @Test
    void anUnreadableFileIsLeftOutAndReportedWhereErrorsAreIgnored() throws Exception {
        Samples.Run run = absent().ignoringErrors().run(POINTS);

        assertThat(brief(run)).containsExactly("p0 a 1009 ", "p0 b 3009 4009", "p1 a 1161 ", "p1 b 3161 4161");
        assertThat(run.failures()).singleElement().matches(failure -> !failure.isFatal());
    }

    @Test
    void afterAFaultThatMayPassRowsAreMissingEvenWhereErrorsAreIgnored() throws Exception {
        Samples samples = absent().ignoringErrors().file("/a/nir", image(2));
        samples.sources.failTiles("/a/nir", () -> new TransientSourceException("/a/nir", "reset"));

        Samples.Run run = samples.run(POINTS);

        assertThat(brief(run)).containsExactly("p0 b 3009 4009", "p1 b 3161 4161");
        assertThat(run.failures())
                .singleElement()
                .isEqualTo(new SampleFailure(
                        "a", "nir", "/a/nir", "read", FailureKind.TRANSIENT, "[/a/nir] reset", 2, true));
    }

    @Test
    void aDamagedTileCostsItsOwnPointsOnly() throws Exception {
        for (String damage : List.of("damaged", "misplaced")) {
            Samples samples = new Samples(folder)
                    .file(
                            "/a",
                            damage.equals("damaged") ? image(1).deflate().damagedTile(5) : image(1).misplacedTile(5))
                    .item("a", "2024-03-01T00:00:00Z", "red", "/a");

            Samples.Run run = samples.run(POINTS);

            assertThat(brief(run)).as(damage).containsExactly("p0 a 1009");
            assertThat(run.failures()).as(damage).singleElement().satisfies(failure -> {
                assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
                assertThat(failure.values()).isEqualTo(1);
                assertThat(failure.message()).startsWith("[/a] level 0, tile 5");
            });
        }
    }

    @Test
    void aSampleThatTheFileLacksIsAFailureOfThatBandAlone() throws Exception {
        Samples samples = new Samples(folder)
                .bands("red", "red:2")
                .file("/a", image(1))
                .item("a", "2024-03-01T00:00:00Z", "red", "/a");

        Samples.Run run = samples.run(POINTS);

        assertThat(run.rows()).isEmpty();
        assertThat(run.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.message())
                        .isEqualTo("[/a] band 'red:2' asks for sample 2, but the file has 1"));
        assertThat(samples.sources.reads()).hasSize(2);
    }

    @Test
    void tilesThatCanNeverFitTheMemoryFail() throws Exception {
        Samples.Run run =
                absent().memory(new SampleMemory(600, 1 << 20, 0, 0, folder)).run(POINTS);

        assertThat(run.rows()).isEmpty();
        assertThat(run.failures()).hasSize(4).anySatisfy(failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.CONTRACT);
            assertThat(failure.message()).contains("only 600 may be used");
        });
    }
}
