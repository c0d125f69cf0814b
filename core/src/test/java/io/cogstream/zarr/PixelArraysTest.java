package io.cogstream.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.FileObjectStore;
import io.cogstream.io.ObjectStore;
import io.cogstream.raster.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metadata of arrays per band and of provenance. */
class PixelArraysTest {
    private static final List<String> ITEMS = List.of("scene-a", "scene-b");

    @TempDir
    Path folder;

    private ObjectStore store() {
        return new FileObjectStore(folder, Runnable::run);
    }

    private JsonNode json(String key) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(key).toFile());
    }

    @Test
    void eachBandHasAnArrayOfItsOwnTypeAndNodata() throws IOException {
        CubeLayout layout = SampleCubes.perBand(null);
        SampleCubes.write(store(), layout);

        ZarrCube cube = ZarrReader.open(store()).join();
        assertThat(cube.bands()).isEqualTo(layout.bands());
        assertThat(IntStream.range(0, 3).mapToObj(cube::format))
                .isEqualTo(layout.pixels().formats());
        for (int band = 0; band < 3; band++) {
            ChunkIndex index = new ChunkIndex(band, 1, 1, 2);
            assertThat(cube.read(index).join()).isEqualTo(SampleCubes.chunk(layout, index));
        }
        assertThat(json("SCL/zarr.json").path("dimension_names")).hasToString("[\"time\",\"y\",\"x\"]");
        assertThat(json("visual_2/zarr.json").at("/attributes/long_name").asText())
                .isEqualTo("visual:2");
        assertThat(ZarrReader.chunks(store(), layout.pixels().keys(), false).join())
                .hasSize(3 * 2 * 2 * 3 - 1)
                .doesNotContain(SampleCubes.ABSENT);
    }

    @Test
    void provenanceIsNoBand() throws IOException {
        CubeLayout layout = SampleCubes.perBand(ITEMS);
        SampleCubes.write(store(), layout);

        assertThat(ZarrReader.open(store()).join().bands()).isEqualTo(layout.bands());
        JsonNode provenance = json("visual_2_provenance/zarr.json");
        assertThat(provenance.path("data_type").asText()).isEqualTo("int32");
        assertThat(provenance.path("fill_value").asInt()).isEqualTo(-1);
        assertThat(provenance.path("attributes").has("_FillValue")).isFalse();
        assertThat(json("visual_2/zarr.json")
                        .at("/attributes/ancillary_variables")
                        .asText())
                .isEqualTo("visual_2_provenance");
        assertThat(json("zarr.json").at("/consolidated_metadata/metadata/visual_2_provenance"))
                .isEqualTo(provenance);
    }

    @Test
    void aChunkCountsOnlyWithItsProvenance() {
        CubeLayout layout = SampleCubes.cubeOf(ITEMS);
        SampleCubes.write(store(), layout);
        ChunkIndex one = new ChunkIndex(2, 1, 1, 2);
        ObjectStore store = store();
        assertThat(ZarrReader.chunks(store, ChunkKeys.CUBE, true).join())
                .hasSize(3 * 2 * 2 * 3 - 1)
                .contains(one);

        store.deleteAll(ChunkKeys.CUBE.provenanceKey(one)).join();

        assertThat(ZarrReader.chunks(store, ChunkKeys.CUBE, true).join())
                .hasSize(3 * 2 * 2 * 3 - 2)
                .doesNotContain(one);
        assertThat(ZarrReader.chunks(store, ChunkKeys.CUBE, false).join()).contains(one);
        store.put(ChunkKeys.CUBE.provenanceKey(new ChunkIndex(9, 9, 9, 9)), ByteBuffer.allocate(1))
                .join();
        assertThat(ZarrReader.chunks(store, ChunkKeys.CUBE, true).join()).hasSize(3 * 2 * 2 * 3 - 2);
    }

    @Test
    void longListsOfItemsAreCutIntoFullChunksAndEndWithAnEmptyOne() throws IOException {
        int count = Coordinates.ITEM_CHUNK + 2;
        List<String> items =
                IntStream.range(0, count).mapToObj(i -> "item-" + i).toList();
        ZarrWriter.create(store(), SampleCubes.cubeOf(items)).join();

        assertThat(json("item/zarr.json").path("shape")).hasToString("[" + (count + 1) + "]");
        List<String> last =
                StringChunk.decode(ChunkEncoder.decode(store().get("item/c/1").join()));
        assertThat(last).hasSize(Coordinates.ITEM_CHUNK).startsWith("item-65536", "item-65537", "", "");
    }

    @Test
    void formatsFitTheArrays() {
        ChunkKeys keys = ChunkKeys.perBand(List.of("a", "b"));
        PixelFormat format = new PixelFormat(DataType.UINT8, null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PixelArrays(keys, List.of(format), null))
                .withMessageContaining("1 formats for the arrays [a, b]");
        assertThatIllegalArgumentException().isThrownBy(() -> new PixelFormat(DataType.UINT8, -1.0));
    }
}
