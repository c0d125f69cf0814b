package io.cogstream.sample;

import static io.cogstream.sample.Samples.NORTH;
import static io.cogstream.sample.Samples.WEST;
import static io.cogstream.sample.Samples.at;
import static io.cogstream.sample.Samples.brief;
import static io.cogstream.sample.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.fixture.MemorySources.Read;
import io.cogstream.fixture.TestTiff;
import io.cogstream.open.RequestException;
import io.cogstream.proj.Crs;
import io.cogstream.raster.DataType;
import io.cogstream.stac.Antimeridian;
import io.cogstream.stac.Footprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointSamplerTest {
    @TempDir
    private Path folder;

    private Samples samples() {
        return new Samples(folder);
    }

    /** Two dates given in the wrong order, two bands, two items of one time. */
    private Samples dates() {
        return samples()
                .file("/a/red", image(1))
                .file("/a/nir", image(2))
                .file("/b/red", image(3))
                .file("/b/nir", image(4))
                .file("/c/red", image(5))
                .item("late", "2024-03-02T10:00:00Z", "red", "/a/red", "nir", "/a/nir")
                .item("early", "2024-03-01T10:00:00Z", "red", "/b/red", "nir", "/b/nir")
                .item("beside", "2024-03-02T10:00:00Z", "red", "/c/red");
    }

    @Test
    void rowsGoByPointThenTimeThenItem() throws Exception {
        Samples.Run run = dates().run(at(20, 30), at(3, 4));

        assertThat(run.rows())
                .containsExactly(
                        "p0,500205.0,4399695.0,2024-03-01T10:00:00Z,early,,3231,4231",
                        "p0,500205.0,4399695.0,2024-03-02T10:00:00Z,late,,1231,2231",
                        "p0,500205.0,4399695.0,2024-03-02T10:00:00Z,beside,,5231,",
                        "p1,500035.0,4399955.0,2024-03-01T10:00:00Z,early,,3032,4032",
                        "p1,500035.0,4399955.0,2024-03-02T10:00:00Z,late,,1032,2032",
                        "p1,500035.0,4399955.0,2024-03-02T10:00:00Z,beside,,5032,");
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void readsEachHeaderAndEachTileOnce() throws Exception {
        Samples samples = dates().item("again", "2024-03-05T00:00:00Z", "red", "/a/red");
        double[][] points = new double[500][];
        for (int i = 0; i < points.length; i++) {
            points[i] = at(i % 31, i % 29);
        }

        Samples.Run run = samples.run(points);

        assertThat(run.rows()).hasSize(4 * points.length);
        for (String href : List.of("/a/red", "/a/nir", "/b/red", "/b/nir", "/c/red")) {
            List<Read> reads = samples.sources.reads(href);
            // The four tiles lie side by side, in two rows.
            assertThat(reads).as(href).hasSize(2);
            assertThat(reads.stream().filter(Read::isHeader)).as(href).hasSize(1);
        }
    }

    @Test
    void readsNoTileWithoutAPoint() throws Exception {
        Samples samples = samples().file("/a", image(1)).item("a", "2024-03-01T00:00:00Z", "red", "/a");

        samples.run(at(17, 17), at(31, 31), at(16, 16));

        List<Read> tiles = samples.sources.reads().stream()
                .filter(read -> !read.isHeader())
                .toList();
        assertThat(tiles).hasSize(1);
        assertThat(tiles.get(0).length()).isEqualTo(16 * 16 * 2);
    }

    @Test
    void pointsOutsideTheImageHaveNoRow() throws Exception {
        Samples.Run run = samples()
                .file("/a", image(1))
                .item("a", "2024-03-01T00:00:00Z", "red", "/a")
                .run(at(-1, 5), at(64, 5), at(5, -1), at(5, 48), at(0, 0), at(63, 47), at(5_000, 5));

        assertThat(brief(run)).containsExactly("p4 a 1001", "p5 a 1393");
        assertThat(run.count().pointsWithoutRow()).isEqualTo(5);
    }

    @Test
    void aPointOnAnEdgeBelongsToThePixelRightOfItAndBelow() throws Exception {
        Samples.Run run = samples()
                .file("/a", image(1))
                .item("a", "2024-03-01T00:00:00Z", "red", "/a")
                .run(new double[] {WEST, NORTH}, new double[] {WEST + 30, NORTH - 20}, new double[] {WEST + 640, NORTH
                });

        assertThat(brief(run)).containsExactly("p0 a 1001", "p1 a 1018");
    }

    @Test
    void missingPixelsAreEmpty() throws Exception {
        Samples samples = samples()
                .file("/a", image(1).nodata("1002"))
                .file("/b", image(1))
                .item("a", "2024-03-01T00:00:00Z", "red", "/a")
                .item("b", "2024-03-02T00:00:00Z", "red", "/b");

        assertThat(brief(samples.run(at(1, 0), at(2, 0))))
                .containsExactly("p0 a ", "p0 b 1002", "p1 a 1003", "p1 b 1003");
        assertThat(brief(samples.nodata(1003).run(at(1, 0), at(2, 0))))
                .as("the user's nodata, where the type can hold it")
                .containsExactly("p0 a 1002", "p0 b 1002", "p1 a ", "p1 b ");
        assertThat(brief(samples.nodata(-1).run(at(1, 0))))
                .as("else the file's")
                .containsExactly("p0 a ", "p0 b 1002");
    }

    @Test
    void nanIsAValueUnlessItIsNodata() throws Exception {
        double[] pixels = new double[Samples.WIDTH * Samples.HEIGHT];
        Arrays.fill(pixels, Double.NaN);
        pixels[1] = 0.1f;
        TestTiff image = TestTiff.of(DataType.FLOAT32, Samples.WIDTH, Samples.HEIGHT, pixels)
                .at(WEST, NORTH, 10);
        Samples samples = samples().file("/a", image).item("a", "2024-03-01T00:00:00Z", "red", "/a");

        assertThat(brief(samples.run(at(0, 0), at(1, 0)))).containsExactly("p0 a NaN", "p1 a 0.1");
        samples.file("/a", image.nodata("nan"));
        assertThat(brief(samples.run(at(0, 0), at(1, 0)))).containsExactly("p0 a ", "p1 a 0.1");
    }

    @Test
    void maskedPixelsAreEmptyAndMasksAreReadOnlyWhereTheyMatter() throws Exception {
        double[] mask = new double[Samples.WIDTH * Samples.HEIGHT];
        Arrays.fill(mask, 1);
        mask[2] = 0;
        mask[20] = 0;
        Samples samples = samples()
                .file("/a", image(1).nodata("1042").mask(Samples.WIDTH, Samples.HEIGHT, mask))
                .item("a", "2024-03-01T00:00:00Z", "red", "/a");

        assertThat(brief(samples.run(at(1, 0), at(2, 0), at(20, 0)))).containsExactly("p0 a 1002", "p1 a ", "p2 a ");
        samples.sources.forgetReads();
        assertThat(brief(samples.run(at(41, 0)))).containsExactly("p0 a ");
        assertThat(samples.sources.reads())
                .as("header and tile, no mask for nodata")
                .hasSize(2);
    }

    @Test
    void typesOfItemsMayDiffer() throws Exception {
        double[] deep = Samples.pixels(0);
        deep[0] = 1e19;
        Samples.Run run = samples()
                .file("/a", image(1))
                .file(
                        "/b",
                        TestTiff.of(DataType.UINT64, Samples.WIDTH, Samples.HEIGHT, deep)
                                .at(WEST, NORTH, 10))
                .file(
                        "/c",
                        TestTiff.of(DataType.INT16, Samples.WIDTH, Samples.HEIGHT, negative())
                                .at(WEST, NORTH, 10))
                .item("a", "2024-03-01T00:00:00Z", "red", "/a")
                .item("b", "2024-03-02T00:00:00Z", "red", "/b")
                .item("c", "2024-03-03T00:00:00Z", "red", "/c")
                .run(at(0, 0));

        assertThat(brief(run)).containsExactly("p0 a 1001", "p0 b 10000000000000000000", "p0 c -1");
    }

    private static double[] negative() {
        return Arrays.stream(Samples.pixels(0)).map(value -> -value).toArray();
    }

    @Test
    void pointsOnBothSidesOfTheAntimeridianAreInOneImage() throws Exception {
        // Columns of 0.01 degrees from 179.68 on: the 32nd begins at the antimeridian.
        TestTiff image = TestTiff.of(DataType.UINT16, Samples.WIDTH, Samples.HEIGHT, Samples.pixels(0))
                .epsg(4326)
                .at(179.68, 0.24, 0.01);
        Samples.Run run = samples()
                .file("/a", image)
                .item(
                        "a",
                        "2024-03-01T00:00:00Z",
                        Footprint.of(Antimeridian.boxes(179.68, -0.24, -179.68, 0.24)),
                        "red",
                        "/a")
                .pointsIn(Crs.LONGITUDE_LATITUDE)
                .run(
                        new double[] {179.995, 0.235},
                        new double[] {-179.995, 0.235},
                        new double[] {180.005, 0.235},
                        new double[] {-180.005, 0.235},
                        new double[] {0, 0});

        assertThat(brief(run)).containsExactly("p0 a 32", "p1 a 33", "p2 a 33", "p3 a 32");
    }

    @Test
    void littleMemoryChangesNothing() throws Exception {
        double[][] points = new double[300][];
        for (int i = 0; i < points.length; i++) {
            points[i] = at(i * 7 % 64, i * 11 % 48);
        }
        Samples.Run expected = dates().run(points);
        // One request of one row of tiles at a time, one file at a time, and no value in the heap.
        SampleMemory least = new SampleMemory(8 << 10, 1, 0, 0, folder);

        Samples.Run run = dates().memory(least).run(points);

        assertThat(run).isEqualTo(expected);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aBandThatIsCalledLikeAnotherColumnIsRefused() {
        Samples samples = samples().item("a", "2024-03-01T00:00:00Z", "item", "/a");

        assertThatThrownBy(() -> samples.run(at(0, 0)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("'item'")
                .hasMessageContaining("item:1");
    }
}
