package io.cogstream.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.area.Area;
import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.zarr.PixelArrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** Provenance of whole arrays over random scenes, against the scenes' own pixels. */
class ProvenanceTest {
    private static final @Nullable Double[] NODATA = {null, 0.0, Double.NaN};

    @ParameterizedTest
    @EnumSource(
            value = MosaicMethod.class,
            names = {"FIRST", "HIGHEST", "LOWEST"})
    void namesTheItemThatGaveEachPixelWhateverTheChunks(MosaicMethod method) {
        for (Double nodata : NODATA) {
            for (int seed = 0; seed < 8; seed++) {
                Random random = new Random(seed * 17L + method.name().hashCode());
                List<Scene> scenes = RandomScenes.of(random, nodata);
                byte[] whole = null;
                for (int side : new int[] {256, 64, 37}) {
                    try (SceneArray array = SceneArray.of(scenes)
                            .size(110 + seed, 90 + seed)
                            .chunks(side, side)
                            .mosaic(method)
                            .provenance()
                            .build()) {
                        byte[] provenance = array.provenance();
                        whole = whole == null ? checked(array, scenes, provenance) : whole;
                        assertThat(provenance)
                                .as("%s, nodata %s, seed %d, chunks of %d", method, nodata, seed, side)
                                .isEqualTo(whole);
                        assertThat(array.maker().budget().used()).isZero();
                    }
                }
            }
        }
    }

    /** Each pixel is that of the item, and no earlier item has the same. */
    private static byte[] checked(SceneArray array, List<Scene> scenes, byte[] provenance) {
        ArraySpec spec = array.spec();
        byte[] pixels = array.pixels();
        assertThat(pixels).isEqualTo(ReferenceMosaic.of(spec, scenes));
        byte[] expected = new byte[provenance.length];
        for (int pixel = 0; pixel < spec.width() * spec.height(); pixel++) {
            double value = spec.format(0).dtype().get(pixels, pixel);
            PixelArrays.PROVENANCE_TYPE.set(expected, pixel, itemWith(value, spec, scenes, pixel));
        }
        assertThat(provenance).isEqualTo(expected);
        return provenance;
    }

    private static int itemWith(double value, ArraySpec spec, List<Scene> scenes, int pixel) {
        for (int item = 0; item < scenes.size(); item++) {
            Double own = ReferenceMosaic.value(spec, scenes.get(item), pixel);
            if (own != null && own == value) {
                return item;
            }
        }
        return PixelArrays.NO_ITEM;
    }

    @Test
    void countsItemsThatDoNotMeetTheChunkToo() {
        List<Scene> scenes = List.of(Scene.flat("west", 0, 0, 32, 32, 5), Scene.flat("east", 32, 0, 32, 32, 5));
        try (SceneArray array =
                SceneArray.of(scenes).size(64, 32).chunks(32, 32).provenance().build()) {
            byte[] provenance = array.provenance();

            assertThat(PixelArrays.PROVENANCE_TYPE.get(provenance, 10)).isZero();
            assertThat(PixelArrays.PROVENANCE_TYPE.get(provenance, 50)).isEqualTo(1);
        }
    }

    @Test
    void isOfNoItemOutsideTheArea() {
        List<Scene> scenes = List.of(Scene.flat("a", 0, 0, 64, 64, 5));
        Polygon west = new GeometryFactory().createPolygon(new Coordinate[] {
            new Coordinate(Scene.WEST, Scene.NORTH),
            new Coordinate(Scene.WEST + 320, Scene.NORTH),
            new Coordinate(Scene.WEST + 320, Scene.NORTH - 640),
            new Coordinate(Scene.WEST, Scene.NORTH - 640),
            new Coordinate(Scene.WEST, Scene.NORTH)
        });
        try (SceneArray array = SceneArray.of(scenes)
                .size(64, 64)
                .chunks(64, 64)
                .area(new Area(west))
                .provenance()
                .build()) {
            byte[] provenance = array.provenance();

            assertThat(PixelArrays.PROVENANCE_TYPE.get(provenance, 31)).isZero();
            assertThat(PixelArrays.PROVENANCE_TYPE.get(provenance, 32)).isEqualTo(PixelArrays.NO_ITEM);
        }
    }

    @Test
    void isPartOfWhatTheMemoryBudgetCounts() {
        List<Scene> scenes = List.of(Scene.flat("a", 0, 0, 128, 128, 5));
        try (SceneArray plain = SceneArray.of(scenes).build();
                SceneArray traced = SceneArray.of(scenes).provenance().build()) {
            long samples = 128L * 128;
            assertThat(FittingChunkSize.outputBytes(traced.spec(), 0, 128, 128)
                            - FittingChunkSize.outputBytes(plain.spec(), 0, 128, 128))
                    .isEqualTo(3 * 4 * samples);
        }
    }

    @Test
    void aChunkWithoutItsMemoryIsRefused() {
        List<Scene> scenes = List.of(Scene.flat("a", 0, 0, 128, 128, 5));
        long enough = 250_000;
        try (SceneArray plain = SceneArray.of(scenes).memory(enough).build();
                SceneArray traced =
                        SceneArray.of(scenes).memory(enough).provenance().build()) {
            assertThat(plain.make(0, 0).status()).isEqualTo(MadeChunk.Status.MADE);
            MadeChunk refused = traced.make(0, 0);

            assertThat(refused.status()).isEqualTo(MadeChunk.Status.FAILED);
            assertThat(refused.failures().get(0).message()).contains("bytes of memory");
            assertThat(refused.provenance()).isNull();
        }
    }
}
