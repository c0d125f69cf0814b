package io.cogstream.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.cube.MosaicMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole arrays, with real headers, tiles, caches and waves, against the rules applied pixel by pixel. */
class MosaicOfScenesTest {
    private static final @Nullable Double[] NODATA = {null, 0.0, 65535.0, Double.NaN};

    /** Only the waves of {@code first} depend on how scenes lie to each other. */
    private static int seeds(MosaicMethod method) {
        return method == MosaicMethod.FIRST ? 25 : 4;
    }

    @ParameterizedTest
    @EnumSource(MosaicMethod.class)
    void equalsTheRulesAppliedPixelByPixelWhateverTheChunks(MosaicMethod method) {
        for (Double nodata : NODATA) {
            for (int seed = 0; seed < seeds(method); seed++) {
                Random random = new Random(seed * 31L + method.name().hashCode());
                List<Scene> scenes = RandomScenes.of(random, nodata);
                int width = 100 + random.nextInt(80);
                int height = 100 + random.nextInt(80);
                byte[] expected = null;
                for (int cut = 0; cut < 3; cut++) {
                    int columns = cut == 0 ? 256 : 24 + random.nextInt(120);
                    int rows = cut == 0 ? 256 : 24 + random.nextInt(120);
                    try (SceneArray array = SceneArray.of(scenes)
                            .size(width, height)
                            .chunks(columns, rows)
                            .mosaic(method)
                            .build()) {
                        expected = expected == null ? ReferenceMosaic.of(array.spec(), scenes) : expected;
                        assertThat(firstDifference(expected, array.pixels()))
                                .as("%s, nodata %s, seed %d, chunks of %d x %d", method, nodata, seed, rows, columns)
                                .isEqualTo(-1);
                        assertThat(array.maker().budget().used()).isZero();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MosaicMethod.class,
            names = {"FIRST", "MEAN"})
    void doesNotDependOnChunksWhenReprojected(MosaicMethod method) {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            List<Scene> scenes = RandomScenes.of(random, 0.0);
            double[] corner = {Scene.WEST - 100, Scene.NORTH + 200};
            io.cogstream.proj.Crs.epsg(32612)
                    .to(io.cogstream.proj.Crs.epsg(5070))
                    .apply(corner);
            byte[] whole = null;
            for (int size : new int[] {200, 128, 64, 37}) {
                try (SceneArray array = SceneArray.of(scenes)
                        .size(190, 170)
                        .in("EPSG:5070", corner[0], corner[1], 11)
                        .chunks(size, size)
                        .mosaic(method)
                        .build()) {
                    byte[] pixels = array.pixels();
                    whole = whole == null ? pixels : whole;
                    assertThat(firstDifference(whole, pixels))
                            .as("seed %d, chunks of %d", seed, size)
                            .isEqualTo(-1);
                }
            }
        }
    }

    private static int firstDifference(byte[] expected, byte[] actual) {
        return Arrays.mismatch(expected, actual);
    }
}
