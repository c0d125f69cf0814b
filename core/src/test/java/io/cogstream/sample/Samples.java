package io.cogstream.sample;

import io.cogstream.cube.ErrorPolicy;
import io.cogstream.fixture.MemorySources;
import io.cogstream.fixture.TestTiff;
import io.cogstream.grid.BoundingBox;
import io.cogstream.open.ItemSelection;
import io.cogstream.proj.Crs;
import io.cogstream.proj.LonLatBoxes;
import io.cogstream.raster.DataType;
import io.cogstream.stac.Asset;
import io.cogstream.stac.Footprint;
import io.cogstream.stac.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Items with files in memory, points, and one run over them. Images have 64 x 48 pixels of 10 m in tiles of 16 x 16. */
final class Samples {
    static final int WIDTH = 64;
    static final int HEIGHT = 48;
    static final double WEST = 500_000;
    static final double NORTH = 4_400_000;
    static final Crs UTM = Crs.epsg(32612);

    final MemorySources sources = new MemorySources();
    final List<Item> items = new ArrayList<>();
    private final Path folder;
    private List<String> bands = List.of();
    private @Nullable Double nodata;
    private ErrorPolicy errors = ErrorPolicy.RAISE;
    private @Nullable SampleMemory memory;
    private Crs crs = UTM;

    Samples(Path folder) {
        this.folder = folder;
    }

    Samples bands(String... names) {
        bands = List.of(names);
        return this;
    }

    Samples nodata(double value) {
        nodata = value;
        return this;
    }

    Samples ignoringErrors() {
        errors = ErrorPolicy.IGNORE;
        return this;
    }

    Samples memory(SampleMemory given) {
        memory = given;
        return this;
    }

    Samples pointsIn(Crs given) {
        crs = given;
        return this;
    }

    /** Value of a pixel. */
    static double value(int seed, int column, int row) {
        return 1000 * seed + 7 * row + column + 1;
    }

    static double[] pixels(int seed) {
        return IntStream.range(0, WIDTH * HEIGHT)
                .mapToDouble(i -> value(seed, i % WIDTH, i / WIDTH))
                .toArray();
    }

    static TestTiff image(int seed) {
        return TestTiff.of(DataType.UINT16, WIDTH, HEIGHT, pixels(seed)).at(WEST, NORTH, 10);
    }

    /** An item where all images are by default. */
    Samples item(String id, String time, String... assetsAndHrefs) {
        BoundingBox box = new BoundingBox(WEST, NORTH - HEIGHT * 10, WEST + WIDTH * 10, NORTH);
        return item(id, time, Footprint.of(LonLatBoxes.of(UTM, box)), assetsAndHrefs);
    }

    Samples item(String id, String time, Footprint footprint, String... assetsAndHrefs) {
        Map<String, Asset> assets = new LinkedHashMap<>();
        for (int i = 0; i < assetsAndHrefs.length; i += 2) {
            String key = assetsAndHrefs[i];
            assets.put(key, new Asset(key, assetsAndHrefs[i + 1], null, List.of("data")));
        }
        items.add(new Item(id, null, Instant.parse(time), false, footprint, assets));
        return this;
    }

    Samples file(String href, TestTiff file) {
        sources.put(href, file.bytes());
        return this;
    }

    /** A point in the middle of a pixel. */
    static double[] at(double column, double row) {
        return new double[] {WEST + (column + 0.5) * 10, NORTH - (row + 0.5) * 10};
    }

    /** One run: rows as CSV without its first line, and what failed. */
    record Run(List<String> rows, List<SampleFailure> failures, SampledPoints.RowCount count) {}

    Run run(double[]... points) throws Exception {
        PointSet set = new PointSet(
                "points",
                crs,
                IntStream.range(0, points.length).mapToObj(i -> "p" + i).toList(),
                IntStream.range(0, points.length).mapToDouble(i -> points[i][0]).toArray(),
                IntStream.range(0, points.length).mapToDouble(i -> points[i][1]).toArray());
        ItemSelection selection = ItemSelection.all("items").withBands(bands);
        SampleRequest request = new SampleRequest(selection, set, nodata, errors);
        SampleMemory limits = memory == null ? new SampleMemory(1 << 20, 1 << 20, 1 << 20, 1 << 20, folder) : memory;
        try (PointSampler sampler = new PointSampler(sources, 2, limits, () -> {});
                SampledPoints samples =
                        sampler.sample(SamplePlan.of(request, items, limits), (done, total, cost) -> {})) {
            return rows(samples);
        }
    }

    private static Run rows(SampledPoints samples) throws IOException {
        StringBuilder csv = new StringBuilder();
        SampledPoints.RowCount count = CsvSamples.write(samples, csv);
        List<String> lines = csv.toString().lines().skip(1).toList();
        return new Run(lines, samples.failures(), count);
    }

    /** Point, item and values of rows. */
    static List<String> brief(Run run) {
        return run.rows().stream()
                .map(row -> row.split(",", -1))
                .map(cells -> cells[0] + " " + cells[4] + " "
                        + String.join(" ", List.of(cells).subList(6, cells.length)))
                .toList();
    }
}
