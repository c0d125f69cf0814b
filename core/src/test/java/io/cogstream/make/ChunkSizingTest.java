package io.cogstream.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.cube.MosaicMethod;
import io.cogstream.fixture.MemorySources;
import io.cogstream.grid.ArrayGrid;
import io.cogstream.io.ReadStatistics;
import io.cogstream.make.ChunkSizing.WorstCase;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.GeoTiffHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkSizingTest {
    private static final int SIDE = 512;

    private static SceneArray.Builder array(List<Scene> scenes) {
        return SceneArray.of(scenes).size(SIDE, SIDE).mosaic(MosaicMethod.MEDIAN);
    }

    private static WorstCase fitting(SceneArray.Builder builder, Scene first, long allowed) {
        try (SceneArray array = builder.build()) {
            array.sources().put(first.href(), first.file());
            return sizing(array, first, allowed).largestFitting(SIDE, SIDE);
        }
    }

    private static ChunkSizing sizing(SceneArray array, Scene first, long allowed) {
        GeoTiff header = GeoTiffHeader.read(
                        new MemorySources().put(first.href(), first.file()).open(first.href(), new ReadStatistics()))
                .join();
        array.sources().forgetReads();
        return new ChunkSizing(array.opened(), List.of(header), array.sources(), new ReadStatistics(), allowed);
    }

    private static List<Scene> dates(int count) {
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scenes.add(Scene.flat("date" + i, -16, -16, 600, 600, i + 1));
        }
        return scenes;
    }

    @Test
    void keepsTheSizeThatFitsAndReadsNothingForIt() {
        List<Scene> scenes = dates(10);
        try (SceneArray array = array(scenes).build()) {
            WorstCase worst = sizing(array, scenes.get(0), 64 << 20).largestFitting(SIDE, SIDE);

            assertThat(worst.rows()).isEqualTo(SIDE);
            assertThat(worst.sources()).isEqualTo(10);
            assertThat(worst.fits()).isTrue();
            assertThat(array.sources().reads()).isEmpty();
        }
    }

    /** Every size that is chosen holds: no chunk of it is refused in a maker that has no more memory. */
    @ParameterizedTest
    @ValueSource(longs = {6_000_000, 3_000_000, 1_500_000})
    void choosesChunksThatAreMadeWithTheMemory(long memory) {
        List<Scene> scenes = dates(10);
        for (String crs : List.of("EPSG:32612", "EPSG:5070")) {
            SceneArray.Builder builder =
                    crs.equals("EPSG:5070") ? array(scenes).in(crs, -1_280_000, 1_858_000, 10) : array(scenes);
            WorstCase worst = fitting(builder, scenes.get(0), memory);

            assertThat(worst.fits()).isTrue();
            assertThat(worst.rows()).isLessThan(SIDE);
            try (SceneArray array =
                    builder.chunks(worst.columns(), worst.rows()).memory(memory).build()) {
                assertThat(array.makeAll())
                        .as("%s, chunks of %d", crs, worst.rows())
                        .noneMatch(chunk -> chunk.status() == MadeChunk.Status.FAILED);
            }
        }
    }

    @Test
    void countsAGridThatSourcesShareOnce() {
        List<Scene> scenes = dates(30);
        SceneArray.Builder builder = array(scenes).in("EPSG:5070", -1_280_000, 1_858_000, 10);
        long ownGrids = 30L * SIDE * SIDE * 4;

        assertThat(fitting(builder, scenes.get(0), ownGrids).rows()).isEqualTo(SIDE);
    }

    @Test
    void saysWhenNothingFits() {
        List<Scene> scenes = dates(10);

        assertThat(fitting(array(scenes), scenes.get(0), 10_000).fits()).isFalse();
    }

    @Test
    void findsTheFullestChunk() {
        Random random = new Random(11);
        for (int round = 0; round < 30; round++) {
            List<Scene> scenes = RandomScenes.of(random, 0.0);
            try (SceneArray array =
                    SceneArray.of(scenes).size(300, 200).chunks(32, 48).build()) {
                ArrayGrid grid = array.spec().grid();
                int most = 0;
                for (int y = 0; y < grid.chunksDown(); y++) {
                    for (int x = 0; x < grid.chunksAcross(); x++) {
                        most = Math.max(most, Candidates.items(array.opened(), 0, grid.window(y, x)).length);
                    }
                }

                assertThat(FullestChunk.of(array.opened(), 0).items()).isEqualTo(most);
            }
        }
    }
}
