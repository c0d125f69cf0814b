package io.cogstream.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.cube.ArrayStore;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.cube.OpenArray;
import io.cogstream.fixture.MemorySources;
import io.cogstream.fixture.MemoryStore;
import io.cogstream.fixture.TestTiff;
import io.cogstream.io.ReadStatistics;
import io.cogstream.raster.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArrayCreatorTest {
    private final MemoryStore store = new MemoryStore("memory:/array");
    private final ArrayCreator creator = new ArrayCreator(store);

    private static ArrayPlan plan(OpenRequests request) throws Exception {
        byte[] file = TestTiff.of(DataType.UINT16, 16, 16, new double[256])
                .at(700_000, 4_300_000, 10)
                .nodata("0")
                .bytes();
        return new ArrayPlanner(new MemorySources().put("red.tif", file), new ReadStatistics())
                .plan(request.request(), null);
    }

    private void put(String key, String content) {
        store.put(key, ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)))
                .join();
    }

    @Test
    void anArrayCanBeOpenedFromItsStoreAlone() throws Exception {
        ArrayPlan plan = plan(OpenRequests.june());

        assertThat(creator.create(plan, false)).isEqualTo(ArrayCreator.Outcome.CREATED);
        OpenArray array = ArrayStore.load(store).join();
        assertThat(array.spec()).isEqualTo(plan.spec());
        assertThat(array.index().fingerprint()).isEqualTo(plan.index().fingerprint());
    }

    @Test
    void theSameArrayKeepsItsChunks() throws Exception {
        creator.create(plan(OpenRequests.june()), false);
        put("data/c/0/0/0/0", "chunk");

        assertThat(creator.create(plan(OpenRequests.june()), false)).isEqualTo(ArrayCreator.Outcome.SAME);
        assertThat(store.objects()).containsKey("data/c/0/0/0/0");
    }

    @Test
    void anotherArrayIsRefusedByWhatDiffers() throws Exception {
        creator.create(plan(OpenRequests.june()), false);

        assertThatThrownBy(
                        () -> creator.create(plan(OpenRequests.june().chunk(128).mosaic(MosaicMethod.LOWEST)), false))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("chunk_width is 256 there, 128 here")
                .hasMessageContaining("mosaic is \"first\" there, \"lowest\" here")
                .hasMessageNotContaining("dtype");
        assertThatThrownBy(() -> creator.create(plan(OpenRequests.june().ids("A-20230603")), false))
                .hasMessageContaining("another array: items: 0 added, ")
                .hasMessageContaining("times is");
    }

    @Test
    void overwritingRemovesTheOldArrayAndNothingElse() throws Exception {
        creator.create(plan(OpenRequests.june()), false);
        put("data/c/0/0/0/0", "chunk");
        put(".cogstream/failures.ndjson", "{}");
        put("notes.txt", "mine");
        put("data-of-mine/a", "mine");
        String oldIndex = plan(OpenRequests.june()).spec().index();
        creator.create(plan(OpenRequests.june().ids("A-20230603")), true);

        assertThat(store.objects())
                .doesNotContainKeys("data/c/0/0/0/0", ".cogstream/failures.ndjson", oldIndex)
                .containsKeys("notes.txt", "data-of-mine/a", "zarr.json");
    }

    @Test
    void overwritingRefusesWhatIsNoArrayOfOurs() throws Exception {
        put("zarr.json", "{\"zarr_format\": 3, \"node_type\": \"group\", \"attributes\": {}}");
        put("data/c/0", "another program's");
        ArrayPlan plan = plan(OpenRequests.june());

        assertThatThrownBy(() -> creator.create(plan, true))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("memory:/array holds files, but no array of cogstream")
                .hasMessageContaining("--output");
        assertThat(store.objects()).containsOnlyKeys("zarr.json", "data/c/0");
    }

    @Test
    void overwritingTakesDamagedAndUnfinishedArraysAndThoseOfOtherVersions() throws Exception {
        ArrayPlan plan = plan(OpenRequests.june());
        creator.create(plan, false);
        put("zarr.json", "{ damaged");
        assertThat(creator.create(plan, true)).isEqualTo(ArrayCreator.Outcome.CREATED);

        store.objects().remove("zarr.json");
        assertThat(creator.create(plan, true)).isEqualTo(ArrayCreator.Outcome.CREATED);

        put("zarr.json", "{\"attributes\": {\"cogstream\": {\"format_version\": 99}}}");
        assertThatThrownBy(() -> creator.create(plan, false)).hasMessageContaining("another version of cogstream");
        assertThat(creator.create(plan, true)).isEqualTo(ArrayCreator.Outcome.CREATED);
    }

    @Test
    void overwritingAnEmptyStoreIsFine() throws Exception {
        assertThat(creator.create(plan(OpenRequests.june()), true)).isEqualTo(ArrayCreator.Outcome.CREATED);
    }

    @Test
    void theRootGroupComesLast() throws Exception {
        ArrayPlan plan = plan(OpenRequests.june());
        MemoryStore failing = new MemoryStore("memory:/array");
        creator.create(plan, false);
        store.objects().forEach((key, content) -> {
            if (!key.equals("zarr.json")) {
                failing.put(key, ByteBuffer.wrap(content)).join();
            }
        });

        assertThat(new ArrayCreator(failing).existing())
                .as("unfinished, so no array yet")
                .isNull();
        assertThat(new ArrayCreator(failing).create(plan, false)).isEqualTo(ArrayCreator.Outcome.CREATED);
    }
}
