package io.cogstream.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.cube.MosaicMethod;
import io.cogstream.failure.ChunkFailure;
import io.cogstream.failure.FailureKind;
import io.cogstream.failure.TransientSourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks under a memory budget. */
@Timeout(120)
class ChunkMemoryTest {
    private static final Pattern NEEDED = Pattern.compile("need (\\d+) bytes of memory, (\\d+) are allowed");
    private static final Pattern TRY = Pattern.compile("try a --chunk-size of (\\d+)");
    private static final Pattern SIZE = Pattern.compile("--chunk-size of (\\d+) would fit");

    private static SceneArray.Builder array(List<Scene> scenes, MosaicMethod method) {
        return SceneArray.of(scenes).size(320, 320).chunks(40, 40).mosaic(method);
    }

    /** Raises the budget to what the chunks say they need, until all fit: little more than the largest chunk needs. */
    private static long leastMemory(List<Scene> scenes, MosaicMethod method) {
        long memory = 1;
        while (true) {
            long needed = memory;
            try (SceneArray array = array(scenes, method).memory(memory).build()) {
                for (MadeChunk chunk : array.makeAll()) {
                    for (ChunkFailure failure : chunk.failures()) {
                        needed = Math.max(needed, needed(failure));
                    }
                }
            }
            if (needed == memory) {
                return memory;
            }
            memory = needed;
        }
    }

    private static long needed(ChunkFailure failure) {
        Matcher matcher = NEEDED.matcher(failure.message());
        assertThat(matcher.find()).as(failure.message()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static List<Scene> scenes(long seed) {
        return RandomScenes.of(new Random(seed), 0.0);
    }

    @ParameterizedTest
    @EnumSource(
            value = MosaicMethod.class,
            names = {"FIRST", "MEAN"})
    void makesTheSameChunksWithTheLeastMemoryAndManyAtOnce(MosaicMethod method) {
        for (long seed = 0; seed < 6; seed++) {
            List<Scene> scenes = scenes(seed);
            byte[] expected;
            try (SceneArray plenty = array(scenes, method).build()) {
                expected = plenty.pixels();
            }
            long memory = leastMemory(scenes, method);
            try (SceneArray little =
                    array(scenes, method).memory(memory).noTileCache().build()) {
                assertThat(little.pixels()).as("seed %d", seed).isEqualTo(expected);
                assertThat(little.maker().budget().used()).isZero();
                assertThat(little.pixels()).as("once more").isEqualTo(expected);
            }
        }
    }

    @Test
    void startsOverWhenAnotherWaveNeedsMoreMemory() {
        Scene holed = Scene.flat("holed", -16, -16, 160, 160, 7).with(20, 20, 5, 5, 0);
        Scene behind = Scene.flat("behind", -16, -16, 160, 160, 9);
        try (SceneArray array =
                SceneArray.of(List.of(holed, behind)).noTileCache().build()) {
            byte[] pixels = array.pixels();

            assertThat(array.value(pixels, 6, 6)).isEqualTo(9);
            assertThat(array.value(pixels, 40, 40)).isEqualTo(7);
            assertThat(array.maker().budget().used()).isZero();
        }
    }

    @Test
    void waitsUntilAnotherChunkGivesItsMemoryBack() throws Exception {
        List<Scene> scenes = List.of(Scene.flat("one", -16, -16, 400, 400, 7));
        try (SceneArray array = array(scenes, MosaicMethod.FIRST)
                .memory(leastMemory(scenes, MosaicMethod.FIRST))
                .build()) {
            FetchedChunk first = array.fetch(0, 0).get(10, TimeUnit.SECONDS);
            CompletableFuture<FetchedChunk> second = array.fetch(0, 1);
            long held = array.maker().budget().used();

            assertThat(held).isPositive();
            Thread.sleep(100);
            assertThat(second).isNotDone();
            first.close();
            first.close();
            second.get(10, TimeUnit.SECONDS).close();
            assertThat(array.maker().budget().used()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void namesAChunkSizeThatReallyFits(long seed) {
        List<Scene> scenes = scenes(seed);
        for (MosaicMethod method : List.of(MosaicMethod.FIRST, MosaicMethod.HIGHEST)) {
            for (long memory : new long[] {20_000, 60_000, 120_000}) {
                retryWithTheNamedSize(scenes, method, memory, 256);
            }
        }
    }

    private static void retryWithTheNamedSize(List<Scene> scenes, MosaicMethod method, long memory, int first) {
        int size;
        try (SceneArray large = SceneArray.of(scenes)
                .size(256, 256)
                .chunks(first, first)
                .mosaic(method)
                .memory(memory)
                .build()) {
            MadeChunk chunk = large.make(0, 0);
            if (chunk.status() != MadeChunk.Status.FAILED) {
                return;
            }
            assertThat(chunk.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.kind()).isEqualTo(FailureKind.CONTRACT);
                assertThat(needed(failure)).isGreaterThan(memory);
                assertThat(failure.message()).contains(memory + " are allowed");
            });
            assertThat(large.maker().budget().used()).isZero();
            Matcher tried = TRY.matcher(chunk.failures().get(0).message());
            if (tried.find()) {
                size = Integer.parseInt(tried.group(1));
                assertThat(size).isLessThan(first);
                retryWithTheNamedSize(scenes, method, memory, size);
                return;
            }
            Matcher named = SIZE.matcher(chunk.failures().get(0).message());
            if (!named.find()) {
                assertThat(chunk.failures().get(0).message()).contains("no smaller chunk would fit");
                return;
            }
            size = Integer.parseInt(named.group(1));
        }
        try (SceneArray small = SceneArray.of(scenes)
                .size(256, 256)
                .chunks(size, size)
                .mosaic(method)
                .memory(memory)
                .build()) {
            assertThat(small.makeAll())
                    .as("chunks of %d with %d bytes", size, memory)
                    .noneMatch(chunk -> chunk.status() == MadeChunk.Status.FAILED);
        }
    }

    @Test
    void namesASizeWhereThereIsOne() {
        List<Scene> scenes = List.of(Scene.flat("one", -16, -16, 400, 400, 7));
        try (SceneArray array = SceneArray.of(scenes)
                .size(256, 256)
                .chunks(256, 256)
                .memory(500_000)
                .build()) {
            assertThat(array.make(0, 0).failures().get(0).message()).contains("a --chunk-size of 128 would fit");
        }
    }

    @Test
    void readsSourcesInTurnsWhenTheirTilesDoNotFitTogether() {
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            scenes.add(Scene.flat("scene" + i, -16, -16, 400, 400, i + 1));
        }
        long room = 0;
        try (SceneArray array =
                SceneArray.of(scenes).mosaic(MosaicMethod.MEAN).memory(1).build()) {
            room = needed(array.make(0, 0).failures().get(0));
        }
        long windows = 12 * 128 * 128 * 2;
        long tilesOfTwo = 2 * 9 * 64 * 64 * 2 * 2;
        try (SceneArray array = SceneArray.of(scenes)
                .mosaic(MosaicMethod.MEAN)
                .memory(room + windows + tilesOfTwo)
                .noTileCache()
                .build()) {
            assertThat(array.value(array.pixels(), 5, 5)).isEqualTo(6.5);
            assertThat(array.maker().budget().used()).isZero();
        }
    }

    @Test
    void refusesAChunkWhoseWarpMapsWouldNotFit() {
        List<Scene> scenes = List.of(Scene.flat("one", -16, -16, 400, 400, 7));
        try (SceneArray array = SceneArray.of(scenes)
                .in("EPSG:4326", -111.01, 38.86, 0.0001)
                .size(512, 512)
                .chunks(512, 512)
                .memory(3_000_000)
                .build()) {
            MadeChunk chunk = array.make(0, 0);
            assertThat(chunk.failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.message())
                            .contains("warp maps need")
                            .contains("try a --chunk-size of 256"));
        }
    }

    @Test
    void saysSoWhenNoChunkSizeWouldFit() {
        Scene largeTiles = Scene.flat("one", -16, -16, 400, 400, 7).tweaked(tiff -> tiff.tile(256));
        try (SceneArray array =
                SceneArray.of(List.of(largeTiles)).memory(120_000).build()) {
            assertThat(array.make(0, 0).failures().get(0).message()).contains("only more memory helps");
        }
    }

    @Test
    void givesMemoryBackWhenSourcesFail() {
        Scene one = Scene.flat("one", -16, -16, 400, 400, 7);
        try (SceneArray array = array(List.of(one), MosaicMethod.FIRST).build()) {
            array.sources().failTiles(one.href(), () -> new TransientSourceException(one.href(), "reset"));

            assertThat(array.makeAll()).allMatch(chunk -> chunk.status() == MadeChunk.Status.FAILED);
            assertThat(array.maker().budget().used()).isZero();
        }
    }

    @Test
    void endsEveryFetchWhenTheMakerIsClosed() {
        List<Scene> scenes = List.of(Scene.flat("one", -16, -16, 400, 400, 7));
        SceneArray array = array(scenes, MosaicMethod.FIRST)
                .memory(leastMemory(scenes, MosaicMethod.FIRST))
                .build();
        array.sources().holdUntil(new CompletableFuture<>());
        List<CompletableFuture<FetchedChunk>> fetches =
                List.of(array.fetch(0, 0), array.fetch(0, 1), array.fetch(3, 3));
        array.close();

        for (CompletableFuture<FetchedChunk> fetch : fetches) {
            assertThat(fetch).failsWithin(java.time.Duration.ofSeconds(10));
        }
        assertThat(array.fetch(1, 1)).isCompletedExceptionally();
    }
}
