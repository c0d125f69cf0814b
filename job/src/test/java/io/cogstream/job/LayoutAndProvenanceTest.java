package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.cube.ArrayStore;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.FileObjectStore;
import io.cogstream.io.ObjectStore;
import io.cogstream.quicklook.Quicklook;
import io.cogstream.raster.DataType;
import io.cogstream.stac.ItemIndex;
import io.cogstream.zarr.ChunkEncoder;
import io.cogstream.zarr.ChunkKeys;
import io.cogstream.zarr.ZarrCube;
import io.cogstream.zarr.ZarrReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays per band, and provenance, through the whole job. */
class LayoutAndProvenanceTest {
    @TempDir
    private Path folder;

    private CommandRun materialize(String output, String... more) {
        List<String> options = new ArrayList<>(List.of("--json", "--time-period", "P1Y"));
        options.addAll(List.of(more));
        CommandRun run = CommandRun.of(
                DemoScenes.materialize(DemoScenes.items(), folder.resolve(output), options.toArray(String[]::new)));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private ObjectStore store(String output) {
        return new FileObjectStore(folder.resolve(output), ForkJoinPool.commonPool());
    }

    private Map<String, byte[]> chunks(String output) throws IOException {
        Map<String, byte[]> chunks = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(output))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String key = folder.resolve(output).relativize(file).toString();
                if (key.contains("/c/")) {
                    chunks.put(key, Files.readAllBytes(file));
                }
            }
        }
        return chunks;
    }

    private static long count(CommandRun run, String name) {
        return run.json().path("chunks").path(name).longValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "median", "stdev", "count"})
    void provenanceOfPixelsOfSeveralItemsIsWrongUsage(String mosaic) {
        CommandRun run = CommandRun.of(
                DemoScenes.materialize(DemoScenes.items(), folder.resolve("none"), "--provenance", "--mosaic", mosaic));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--provenance", "--mosaic " + mosaic, "first, highest and lowest");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void bandsHoldThePixelsOfTheCube() throws IOException {
        materialize("cube", "--bands", "red,green,blue");
        materialize("bands", "--bands", "red,green,blue", "--layout", "bands");
        ZarrCube cube = ZarrReader.open(store("cube")).join();
        ZarrCube bands = ZarrReader.open(store("bands")).join();

        assertThat(bands.bands()).containsExactly("red", "green", "blue").isEqualTo(cube.bands());
        Set<ChunkIndex> chunks =
                ZarrReader.chunks(store("cube"), ChunkKeys.CUBE, false).join();
        assertThat(ZarrReader.chunks(store("bands"), ChunkKeys.perBand(bands.bands()), false)
                        .join())
                .isEqualTo(chunks)
                .hasSizeGreaterThan(10);
        for (ChunkIndex chunk : chunks) {
            assertThat(bands.read(chunk).join()).isEqualTo(cube.read(chunk).join());
        }
        assertThat(Quicklook.write(store("bands"), folder.resolve("png"))).hasSize(1);
    }

    @Test
    void provenanceChangesNoPixel() throws IOException {
        materialize("plain");
        materialize("traced", "--provenance");
        Map<String, byte[]> plain = chunks("plain");
        Map<String, byte[]> traced = chunks("traced");
        plain.keySet().removeIf(key -> !key.startsWith("data/"));
        traced.keySet().removeIf(key -> !key.startsWith("data/"));

        assertThat(traced).isNotEmpty().containsExactlyEntriesOf(plain);
    }

    /** The array of the one item that a pixel is said to be from has that pixel. */
    @ParameterizedTest
    @ValueSource(strings = {"first", "highest", "lowest"})
    void theItemOfAPixelGivesThatPixel(String mosaic) throws IOException {
        materialize("all", "--provenance", "--mosaic", mosaic, "--chunk-size", "300");
        byte[] pixels = ArrayPixels.read(store("all")).samples();
        byte[] chunk =
                ChunkEncoder.decode(store("all").get("provenance/c/0/0/0/0").join(), 300 * 300 * 4);
        List<String> ids = ids("all");
        int traced = 0;
        for (int item = 0; item < ids.size(); item++) {
            String own = "only-" + item;
            materialize(own, "--ids", ids.get(item), "--chunk-size", "300");
            byte[] alone = ArrayPixels.read(store(own)).samples();
            for (int pixel = 0; pixel < 225 * 205; pixel++) {
                if (DataType.INT32.get(chunk, pixel / 205 * 300 + pixel % 205) == item) {
                    assertThat(DataType.UINT16.get(pixels, pixel))
                            .isEqualTo(DataType.UINT16.get(alone, pixel))
                            .isNotZero();
                    traced++;
                }
            }
        }
        assertThat(traced).isEqualTo(valid(pixels)).isPositive();
    }

    private static int valid(byte[] pixels) {
        int count = 0;
        for (int i = 0; i < pixels.length / 2; i++) {
            count += DataType.UINT16.get(pixels, i) != 0 ? 1 : 0;
        }
        return count;
    }

    /** In the order in which provenance counts them. */
    private List<String> ids(String output) {
        ItemIndex index = ArrayStore.load(store(output)).join().index();
        return IntStream.range(0, index.size()).mapToObj(index::id).toList();
    }

    @ParameterizedTest
    @CsvSource({"cube, data, provenance", "bands, red, red_provenance"})
    void aRerunRestoresChunksOfEitherKind(String layout, String pixels, String provenance) throws IOException {
        String[] options = {"--provenance", "--layout", layout};
        CommandRun first = materialize("out", options);
        Map<String, byte[]> before = chunks("out");
        List<String> keys = before.keySet().stream()
                .filter(key -> key.startsWith(pixels + "/c/"))
                .map(key -> key.substring(pixels.length()))
                .toList();
        assertThat(count(first, "written")).isEqualTo(keys.size()).isGreaterThan(4);
        Path root = folder.resolve("out");
        Files.delete(root.resolve(pixels + keys.get(0)));
        Files.delete(root.resolve(provenance + keys.get(1)));
        Files.delete(root.resolve(pixels + keys.get(2)));
        Files.delete(root.resolve(provenance + keys.get(2)));
        CommandRun second = materialize("out", options);

        assertThat(count(second, "written")).isEqualTo(3);
        assertThat(count(second, "skipped")).isEqualTo(keys.size() - 3);
        Map<String, byte[]> after = chunks("out");
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((key, content) -> assertThat(content).as(key).isEqualTo(before.get(key)));
    }
}
