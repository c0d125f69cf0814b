package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.cube.ErrorPolicy;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.grid.BoundingBox;
import io.cogstream.io.FileObjectStore;
import io.cogstream.open.ItemSelection;
import io.cogstream.open.OpenRequest;
import io.cogstream.open.StorageRequest;
import io.cogstream.operators.embedded.EmbeddedFlink;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixels depend neither on how an array is cut into chunks nor on how many are made at a time. */
class ChunkingTest {
    private static final int SIDE = 256;

    /** Round the four sites of the sample scenes, in zone 12, where half of them are; and in another projection. */
    private static final Map<String, BoundingBox> AREAS = Map.of(
            "EPSG:32612", new BoundingBox(736_960, 4_291_040, 777_920, 4_332_000),
            "EPSG:5070", new BoundingBox(-1_049_000, 1_814_000, -1_008_040, 1_854_960));

    /** What the first run of a case gave, for those that follow. */
    private static final Map<String, byte[]> EXPECTED = new HashMap<>();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void changesNoPixel(int slots) throws Exception {
        try (EmbeddedFlink flink = EmbeddedFlink.start(slots)) {
            Materialization run = new Materialization(flink, slots, new PrintWriter(Writer.nullWriter()), false);
            for (String crs : AREAS.keySet()) {
                for (MosaicMethod method : List.of(MosaicMethod.FIRST, MosaicMethod.MEAN)) {
                    for (int chunks : new int[] {1, 4, 64}) {
                        int side = SIDE / (int) Math.sqrt(chunks);
                        compare(run, crs, method, chunks, side);
                    }
                }
            }
        }
    }

    private void compare(Materialization run, String crs, MosaicMethod method, int chunks, int side) throws Exception {
        String name = crs.replace(':', '-') + "-" + method.label();
        OutputOptions output = new OutputOptions();
        output.output = folder.resolve(name + "-" + chunks).toString();
        MaterializeSummary summary = run.run(request(crs, method, side), output);
        byte[] pixels = ArrayPixels.read(new FileObjectStore(Path.of(output.output), ForkJoinPool.commonPool()))
                .samples();
        byte[] expected = EXPECTED.computeIfAbsent(name, key -> pixels);

        assertThat(summary.total()).isEqualTo(chunks);
        assertThat(summary.job().written() + summary.job().empty()).isEqualTo(chunks);
        assertThat(pixels).as("%s in %d chunks", name, chunks).isEqualTo(expected);
        assertThat(valid(pixels)).as("%s is mostly covered", name).isGreaterThan(pixels.length / 2);
    }

    /** Bytes that are not fill; few valid pixels have a zero byte. */
    private static int valid(byte[] pixels) {
        int count = 0;
        for (byte b : pixels) {
            count += b != 0 ? 1 : 0;
        }
        return count;
    }

    /** All dates in one step, so that many scenes overlap. */
    private static OpenRequest request(String crs, MosaicMethod method, int side) {
        return new OpenRequest(
                ItemSelection.all(DemoScenes.items().toString()).withBands(List.of("red")),
                crs,
                160,
                160,
                AREAS.get(crs),
                false,
                null,
                "P1Y",
                method,
                null,
                null,
                side,
                side,
                ErrorPolicy.RAISE,
                StorageRequest.DEFAULT);
    }
}
