package io.cogstream.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.FileObjectStore;
import io.cogstream.io.ObjectStore;
import io.cogstream.raster.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ZarrWriterTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(DataType.class)
    void readsBackWhatWasWritten(DataType type) {
        CubeLayout layout = SampleCubes.layout(type, 0.0);
        ObjectStore store = store();
        SampleCubes.write(store, layout);

        ZarrCube cube = ZarrReader.open(store).join();

        assertThat(cube.bands()).isEqualTo(layout.bands());
        assertThat(cube.time().offsets()).isEqualTo(layout.time().offsets());
        assertThat(cube.format(0).nodata()).isEqualTo(0.0);
        ChunkIndex edge = new ChunkIndex(2, 1, 1, 2);
        assertThat(cube.read(edge).join()).isEqualTo(SampleCubes.chunk(layout, edge));
        assertThat(cube.read(SampleCubes.ABSENT).join()).isNull();
        assertThat(ZarrReader.spec(store).join()).isEqualTo(layout.spec());
        assertThat(ZarrReader.chunks(store, ChunkKeys.CUBE, false).join())
                .hasSize(3 * 2 * 2 * 3 - 1)
                .doesNotContain(SampleCubes.ABSENT);
    }

    @Test
    void writesTheRootGroupLast() {
        List<String> keys = new ArrayList<>();
        ObjectStore recording = new RecordingStore(store(), keys);
        ZarrWriter.create(recording, SampleCubes.layout(DataType.UINT16, 0.0)).join();

        assertThat(keys).endsWith("data/zarr.json", "zarr.json");
        assertThat(keys.indexOf("time/c/0")).isLessThan(keys.indexOf("time/zarr.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "UINT16, 65535, 65535, 65535",
        "INT16, -9999, -9999, -9999",
        "FLOAT32, -9999, -9999.0, '\"AAAAAICHw8A=\"'",
        "FLOAT32, NaN, '\"NaN\"', '\"AAAAAAAA+H8=\"'",
        "FLOAT64, -Infinity, '\"-Infinity\"', '\"AAAAAAAA8P8=\"'",
    })
    void givesNodataToZarrAndToXarrayInTheFormThatEachReads(DataType type, double nodata, String fill, String xarray)
            throws IOException {
        JsonNode data = data(SampleCubes.layout(type, nodata));

        assertThat(data.get("fill_value")).hasToString(fill);
        assertThat(data.at("/attributes/_FillValue")).hasToString(xarray);
    }

    @Test
    void promisesNoNodataWhenItIsUnknown() throws IOException {
        JsonNode data = data(SampleCubes.layout(DataType.UINT8, null));

        assertThat(data.get("fill_value")).hasToString("0");
        assertThat(data.get("attributes").has("_FillValue")).isFalse();
        assertThat(ZarrReader.open(store()).join().format(0).nodata()).isNull();
    }

    @Test
    void describesTheGridOnGroupAndArrayAlike() throws IOException {
        CubeLayout layout = SampleCubes.layout(DataType.UINT16, 0.0);
        JsonNode data = data(layout).get("attributes");
        JsonNode group = json("zarr.json").get("attributes");

        for (JsonNode attributes : List.of(data, group)) {
            assertThat(attributes.get("proj:code").textValue()).isEqualTo("EPSG:32612");
            assertThat(attributes.get("spatial:dimensions")).hasToString("[\"y\",\"x\"]");
            assertThat(attributes.get("spatial:bbox")).hasToString("[726000.0,4312500.0,728100.0,4314000.0]");
            assertThat(attributes.get("spatial:transform")).hasToString("[30.0,0.0,726000.0,0.0,-30.0,4314000.0]");
            assertThat(attributes.get("spatial:shape")).hasToString("[50,70]");
        }
        assertThat(data.get("grid_mapping").textValue()).isEqualTo("spatial_ref");
        assertThat(json("spatial_ref/zarr.json").at("/attributes/GeoTransform").textValue())
                .isEqualTo("726000.0 30.0 0.0 4314000.0 0.0 -30.0");
    }

    @Test
    void consolidatesExactlyTheMetadataOfEachArray() throws IOException {
        ZarrWriter.create(store(), SampleCubes.geographic()).join();
        JsonNode consolidated = json("zarr.json").get("consolidated_metadata");

        assertThat(consolidated.get("kind").textValue()).isEqualTo("inline");
        assertThat(consolidated.get("must_understand").booleanValue()).isFalse();
        assertThat(consolidated.get("metadata").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("band", "time", "y", "x", "spatial_ref", "data");
        for (String name : List.of("band", "time", "y", "x", "spatial_ref", "data")) {
            assertThat(consolidated.at("/metadata/" + name)).isEqualTo(json(name + "/zarr.json"));
        }
    }

    @Test
    void givesTheWktOfACrsWithoutCode() throws IOException {
        JsonNode attributes = data(SampleCubes.geographic()).get("attributes");

        assertThat(attributes.has("proj:code")).isFalse();
        assertThat(attributes.get("proj:wkt2").textValue()).startsWith("GEOGCRS[");
        assertThat(json("x/zarr.json").at("/attributes/standard_name").textValue())
                .isEqualTo("longitude");
    }

    @Test
    void splitsLongTimeAxesIntoChunksOfFixedSize() {
        CubeLayout layout = withDays(1300);
        ObjectStore store = store();
        ZarrWriter.create(store, layout).join();

        assertThat(store.list("time/c/").join()).containsExactlyInAnyOrder("time/c/0", "time/c/1", "time/c/2");
        assertThat(ZarrReader.open(store).join().time().offsets())
                .isEqualTo(layout.time().offsets());
    }

    @Test
    void saysWhatIsMissingOrDamaged() throws IOException {
        ObjectStore store = store();
        assertThat(ZarrReader.spec(store).join()).isNull();
        assertThatThrownBy(() -> ZarrReader.open(store).join()).hasMessageContaining("holds no Zarr group");

        store.put("zarr.json", ByteBuffer.wrap(new byte[] {'{'})).join();
        assertThatThrownBy(() -> ZarrReader.spec(store).join()).hasMessageContaining("zarr.json is damaged");

        ZarrWriter.create(store, SampleCubes.layout(DataType.UINT8, null)).join();
        store.put("time/c/0", ByteBuffer.wrap(new byte[20])).join();
        assertThatThrownBy(() -> ZarrReader.open(store).join()).hasMessageContaining("damaged chunk");
    }

    @Test
    void refusesLayoutsThatNoArrayCanHave() {
        CubeLayout good = SampleCubes.layout(DataType.UINT8, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleCubes.layout(DataType.UINT8, -1.0))
                .withMessageContaining("nodata -1.0 does not fit uint8");
        assertThatIllegalArgumentException().isThrownBy(() -> withBands(good, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> withBands(good, List.of("a", "a")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeAxis(new long[] {2, 2}, TimeAxis.Unit.SECONDS))
                .withMessageContaining("do not ascend");
    }

    private static CubeLayout withBands(CubeLayout layout, List<String> bands) {
        return new CubeLayout(
                bands,
                layout.time(),
                layout.height(),
                layout.width(),
                layout.transform(),
                layout.crs(),
                layout.chunkHeight(),
                layout.chunkWidth(),
                layout.pixels(),
                layout.zstdLevel(),
                layout.spec());
    }

    private static CubeLayout withDays(int days) {
        CubeLayout layout = SampleCubes.layout(DataType.UINT8, null);
        long[] offsets = new long[days];
        for (int i = 0; i < days; i++) {
            offsets[i] = i * 86_400L;
        }
        return new CubeLayout(
                layout.bands(),
                new TimeAxis(offsets, TimeAxis.Unit.SECONDS),
                layout.height(),
                layout.width(),
                layout.transform(),
                layout.crs(),
                layout.chunkHeight(),
                layout.chunkWidth(),
                layout.pixels(),
                layout.zstdLevel(),
                layout.spec());
    }

    private JsonNode data(CubeLayout layout) throws IOException {
        ZarrWriter.create(store(), layout).join();
        return json("data/zarr.json");
    }

    private JsonNode json(String key) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(key).toFile());
    }

    private ObjectStore store() {
        return new FileObjectStore(folder, Runnable::run);
    }

    /** Notes the order of writes. */
    private record RecordingStore(ObjectStore store, List<String> keys) implements ObjectStore {
        @Override
        public String uri() {
            return store.uri();
        }

        @Override
        public CompletableFuture<@Nullable Void> put(String key, ByteBuffer content) {
            keys.add(key);
            return store.put(key, content);
        }

        @Override
        public CompletableFuture<byte @Nullable []> get(String key) {
            return store.get(key);
        }

        @Override
        public CompletableFuture<List<String>> list(String prefix) {
            return store.list(prefix);
        }

        @Override
        public CompletableFuture<@Nullable Void> deleteAll(String prefix) {
            return store.deleteAll(prefix);
        }
    }
}
