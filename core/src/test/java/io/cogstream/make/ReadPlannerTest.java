package io.cogstream.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.cube.MosaicMethod;
import io.cogstream.failure.FailureKind;
import io.cogstream.failure.PermanentSourceException;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.ByteRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is planned is what is read: the same requests, byte by byte. */
class ReadPlannerTest {
    private static final long PLENTY = 64L << 20;
    private static final Scene COVERING = Scene.flat("covering", -16, -16, 160, 160, 7);
    private static final Scene BEHIND = Scene.flat("behind", -16, -16, 160, 160, 9);

    /** A range of a file, in the words of both sides. */
    private record Request(String href, long offset, int length) {}

    @ParameterizedTest
    @EnumSource(value = MosaicMethod.class, mode = EnumSource.Mode.EXCLUDE, names = "FIRST")
    void namesTheRequestsOfEveryChunk(MosaicMethod mosaic) {
        List<Scene> scenes = RandomScenes.of(new Random(mosaic.label().length()), 0.0);
        SceneArray.Builder builder =
                SceneArray.of(scenes).mosaic(mosaic).chunks(48, 80).noTileCache();
        try (SceneArray array = builder.build()) {
            for (int y = 0; y < array.spec().grid().chunksDown(); y++) {
                for (int x = 0; x < array.spec().grid().chunksAcross(); x++) {
                    assertThat(planned(plan(array, y, x), Integer.MAX_VALUE))
                            .as("chunk %d, %d", y, x)
                            .containsExactlyInAnyOrderElementsOf(read(array, y, x));
                }
            }
        }
    }

    @Test
    void namesTheRequestsForMasks() {
        double[] valid = new double[COVERING.width() * COVERING.height()];
        Arrays.fill(valid, 1);
        try (SceneArray array = SceneArray.of(List.of(COVERING.withMask(valid)))
                .mosaic(MosaicMethod.MEAN)
                .build()) {
            ChunkReads plan = plan(array, 0, 0);

            assertThat(level(plan, 0).images()).hasSize(2);
            assertThat(planned(plan, 1)).containsExactlyInAnyOrderElementsOf(read(array, 0, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void firstReadsTheFirstWaveAndNothingThatIsNotPlanned(long seed) {
        try (SceneArray array = SceneArray.of(RandomScenes.of(new Random(seed), 0.0))
                .chunks(64, 64)
                .noTileCache()
                .build()) {
            for (int chunk = 0; chunk < 4; chunk++) {
                ChunkReads plan = plan(array, chunk / 2, chunk % 2);
                List<Request> read = read(array, chunk / 2, chunk % 2);

                assertThat(read).containsAll(planned(plan, 1));
                assertThat(bytes(read)).isBetween(bytes(planned(plan, 1)), bytes(planned(plan, Integer.MAX_VALUE)));
            }
        }
    }

    @Test
    void aSourceBehindFullCoverIsOfTheSecondWave() {
        try (SceneArray array = SceneArray.of(List.of(COVERING, BEHIND)).build()) {
            assertThat(plan(array, 0, 0).sources()).extracting(SourceRead::wave).containsExactly(1, 2);
            assertThat(planner(array).byFootprints(new ChunkIndex(0, 0, 0, 0)).sources())
                    .extracting(SourceRead::wave)
                    .containsExactly(1, 2);
        }
    }

    @Test
    void footprintsReadNothing() {
        try (SceneArray array = SceneArray.of(List.of(COVERING, BEHIND)).build()) {
            ChunkReads plan = planner(array).byFootprints(new ChunkIndex(0, 0, 0, 0));

            assertThat(plan.sources()).hasSize(2).allMatch(source -> source.level() == null);
            assertThat(array.sources().reads()).isEmpty();
        }
    }

    @Test
    void aHeaderThatFailsIsAskedOnceAndDoesNotStopTheRest() {
        try (SceneArray array = SceneArray.of(List.of(COVERING, BEHIND))
                .mosaic(MosaicMethod.MEAN)
                .chunks(64, 64)
                .build()) {
            array.sources()
                    .failHeaders(COVERING.href(), () -> new PermanentSourceException(COVERING.href(), "404 Not Found"));
            ReadPlanner planner = planner(array);
            for (int x = 0; x < 2; x++) {
                ChunkReads plan = planner.byHeaders(new ChunkIndex(0, 0, 0, x)).join();

                assertThat(plan.sources().get(0).problem()).satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(FailureKind.PERMANENT);
                    assertThat(problem).hasMessageContaining("404");
                });
                assertThat(level(plan, 1).tiles()).isPositive();
            }
            assertThat(array.sources().reads(COVERING.href())).hasSize(1);
        }
    }

    @Test
    void aChunkThatCanNeverBeMadeSaysSo() {
        try (SceneArray array = SceneArray.of(List.of(COVERING)).build()) {
            ReadPlanner planner = new ReadPlanner(
                    array.opened(),
                    array.sources(),
                    new MakerOptions(1, 1, 0, PLENTY, PLENTY),
                    ForkJoinPool.commonPool());

            ChunkReads plan = planner.byHeaders(new ChunkIndex(0, 0, 0, 0)).join();

            assertThat(plan.problem()).contains("1 are allowed", "--chunk-size");
        }
    }

    private static ReadPlanner planner(SceneArray array) {
        return new ReadPlanner(
                array.opened(),
                array.sources(),
                new MakerOptions(1, PLENTY, 0, PLENTY, PLENTY),
                ForkJoinPool.commonPool());
    }

    private static ChunkReads plan(SceneArray array, int y, int x) {
        return planner(array).byHeaders(new ChunkIndex(0, 0, y, x)).join();
    }

    private static LevelRead level(ChunkReads plan, int source) {
        LevelRead level = plan.sources().get(source).level();
        assertThat(level).isNotNull();
        return level;
    }

    /** @param lastWave those of later ones are left out */
    private static List<Request> planned(ChunkReads plan, int lastWave) {
        List<Request> requests = new ArrayList<>();
        for (SourceRead source : plan.sources()) {
            if (source.level() != null && source.wave() <= lastWave) {
                for (ImageRead image : source.level().images()) {
                    for (ByteRange range : image.requests()) {
                        requests.add(new Request(source.href(), range.offset(), range.length()));
                    }
                }
            }
        }
        return requests;
    }

    /** What the maker asks for beside headers. */
    private static List<Request> read(SceneArray array, int y, int x) {
        array.sources().forgetReads();
        array.make(y, x);
        return array.sources().reads().stream()
                .filter(read -> !read.isHeader())
                .map(read -> new Request(read.href(), read.offset(), read.length()))
                .toList();
    }

    private static long bytes(List<Request> requests) {
        return requests.stream().mapToLong(Request::length).sum();
    }
}
