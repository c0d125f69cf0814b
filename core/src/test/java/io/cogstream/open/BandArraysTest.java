package io.cogstream.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.cube.ArrayLayout;
import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.ArrayStore;
import io.cogstream.cube.BandFormat;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.fixture.MemorySources;
import io.cogstream.fixture.MemoryStore;
import io.cogstream.fixture.TestTiff;
import io.cogstream.io.ReadStatistics;
import io.cogstream.raster.DataType;
import io.cogstream.zarr.ZarrReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arrays of which each band has one of its own, from request to store. */
class BandArraysTest {
    private final MemorySources sources = new MemorySources()
            .put("red.tif", file(DataType.UINT16, "0"))
            .put("visual.tif", file(DataType.UINT8, null));
    private final MemoryStore store = new MemoryStore("memory:/array");
    private final ArrayCreator creator = new ArrayCreator(store);

    private static byte[] file(DataType type, @Nullable String nodata) {
        return TestTiff.of(type, 16, 16, new double[256])
                .at(700_000, 4_300_000, 10)
                .nodata(nodata)
                .bytes();
    }

    private ArrayPlan plan(OpenRequests request, @Nullable ArraySpec existing) throws Exception {
        return new ArrayPlanner(sources, new ReadStatistics())
                .plan(request.ids("A-20230603").request(), existing);
    }

    private static OpenRequests bands(String... names) {
        return OpenRequests.june().bands(names).storage(ArrayLayout.BANDS, true);
    }

    private void put(String key, String content) {
        store.put(key, ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)))
                .join();
    }

    @Test
    void eachBandKeepsItsTypeAndItsNodata() throws Exception {
        ArraySpec spec = plan(bands("red", "visual"), null).spec();

        assertThat(spec.format(0)).isEqualTo(new BandFormat(DataType.UINT16, 0.0, DataType.UINT16, 0.0));
        assertThat(spec.format(1)).isEqualTo(new BandFormat(DataType.UINT8, null, DataType.UINT8, null));
        assertThat(plan(bands("red", "visual"), spec).spec()).isEqualTo(spec);
        assertThatThrownBy(() -> plan(OpenRequests.june().bands("red", "visual"), spec))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("pass --nodata, or --layout bands");
    }

    @Test
    void nodataThatOneBandCannotHoldIsRefusedByName() {
        assertThatThrownBy(() -> plan(bands("red", "visual").nodata(999), null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("nodata 999.0 does not fit the array's type uint8 of band 'visual'");
    }

    @ParameterizedTest
    @EnumSource(
            value = MosaicMethod.class,
            names = {"MEAN", "MEDIAN", "STDEV", "COUNT"})
    void pixelsOfSeveralItemsHaveNoProvenance(MosaicMethod mosaic) {
        assertThatThrownBy(() -> bands("red").mosaic(mosaic).request())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--provenance")
                .hasMessageContaining("--mosaic " + mosaic.label())
                .hasMessageContaining("first, highest and lowest");
    }

    @Test
    void anArrayCanBeOpenedFromItsStoreAlone() throws Exception {
        ArrayPlan plan = plan(bands("visual:3", "red"), null);
        creator.create(plan, false);

        assertThat(ArrayStore.load(store).join().spec()).isEqualTo(plan.spec());
        assertThat(ZarrReader.open(store).join().bands()).containsExactly("visual:3", "red");
        assertThat(store.objects())
                .containsKeys(
                        "visual_3/zarr.json",
                        "visual_3_provenance/zarr.json",
                        "red/zarr.json",
                        "red_provenance/zarr.json",
                        "item/c/0")
                .doesNotContainKeys("data/zarr.json", "band/zarr.json");
        assertThat(creator.create(plan, false)).isEqualTo(ArrayCreator.Outcome.SAME);
    }

    @Test
    void anotherLayoutIsAnotherArray() throws Exception {
        creator.create(plan(bands("red"), null), false);

        assertThatThrownBy(() -> creator.create(plan(OpenRequests.june(), null), false))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("storage.layout is \"bands\" there, \"cube\" here")
                .hasMessageContaining("storage.provenance is true there, false here");
    }

    @Test
    void overwritingRemovesTheArraysOfBandsAndNothingElse() throws Exception {
        creator.create(plan(bands("red", "visual:1"), null), false);
        put("visual_1/c/0/0/0", "chunk");
        put("visual_1_provenance/c/0/0/0", "chunk");
        put("visual_10/a", "mine");
        creator.create(plan(OpenRequests.june(), null), true);

        assertThat(store.objects().keySet())
                .contains("visual_10/a", "data/zarr.json")
                .noneMatch(key -> key.startsWith("red") || key.startsWith("visual_1/") || key.startsWith("item/"))
                .doesNotContain("visual_1_provenance/c/0/0/0", ".cogstream/band-arrays.json");
    }

    @Test
    void whatAnInterruptedOpeningLeftIsRemoved() throws Exception {
        creator.create(plan(bands("visual"), null), false);
        store.objects().remove("zarr.json");
        creator.create(plan(bands("red"), null), false);

        assertThat(store.objects()).containsKey("red/zarr.json").doesNotContainKey("visual/zarr.json");
    }

    @Test
    void aListOfArraysThatNamesOtherThingsDeletesNothing() throws Exception {
        put(".cogstream/band-arrays.json", "[\"\", \"..\", \"a/b\", \".cogstream\", 7, null]");
        put("a/b/c", "mine");
        creator.create(plan(bands("red"), null), false);

        assertThat(store.objects()).containsKeys("a/b/c", "red/zarr.json");
    }
}
