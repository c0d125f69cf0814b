package io.cogstream.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.fixture.MemoryStore;
import io.cogstream.raster.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The spec in a store's root group. */
class ArraySpecTest {
    private static final String FORMAT =
            "\"formats\": [{\"dtype\": \"uint8\", \"source_dtype\": \"uint8\", \"source_nodata\": 0";
    private static final String UINT8 = "{\"layout\": \"cube\", " + FORMAT;
    private static final String BANDS_UINT8 = "{\"layout\": \"bands\", " + FORMAT;

    private final MemoryStore store = new MemoryStore("memory:/array");

    private static ArraySpec spec(MosaicMethod mosaic, DataType dtype, @Nullable Double nodata) {
        return new ArraySpec(
                ArraySpec.FORMAT_VERSION,
                ".cogstream/index-ab",
                "ab",
                "EPSG:5070",
                List.of(30.0, 0.0, -1e6, 0.0, -30.0, 1.8e6),
                1000,
                700,
                256,
                128,
                List.of(new BandSpec("red", "red", 1), new BandSpec("visual:2", "visual", 2)),
                "P1D",
                List.of(1L, 5L),
                "seconds",
                mosaic,
                "nearest",
                PixelStorage.cube(new BandFormat(dtype, nodata, DataType.UINT16, nodata)),
                true,
                true,
                "bbox=…",
                ErrorPolicy.IGNORE,
                3,
                ".cogstream/area-cd");
    }

    private @Nullable ArraySpec stored(ObjectNode spec) {
        String group = "{\"zarr_format\": 3, \"attributes\": {\"cogstream\": " + spec + "}}";
        store.put("zarr.json", ByteBuffer.wrap(group.getBytes(StandardCharsets.UTF_8)))
                .join();
        return ArrayStore.loadSpec(store).join();
    }

    @ParameterizedTest
    @EnumSource(MosaicMethod.class)
    void comesBackFromItsJson(MosaicMethod mosaic) {
        for (Double nodata : new Double[] {null, 0.0, -9999.5, Double.NaN, Double.NEGATIVE_INFINITY}) {
            ArraySpec spec = spec(mosaic, DataType.FLOAT32, nodata);

            assertThat(stored(ArrayStore.toJson(spec))).isEqualTo(spec);
        }
    }

    @Test
    void callsThingsByTheNamesThatUsersKnow() {
        ObjectNode json = ArrayStore.toJson(spec(MosaicMethod.FIRST, DataType.UINT16, 0.0));

        assertThat(json.path("mosaic").asText()).isEqualTo("first");
        assertThat(json.path("errors").asText()).isEqualTo("ignore");
        assertThat(json.at("/storage/formats/0/dtype").asText()).isEqualTo("uint16");
        assertThat(json.path("chunk_height").asInt()).isEqualTo(128);
        assertThat(json.has("chunkCount")).isFalse();
    }

    @Test
    void countsItsChunks() {
        assertThat(spec(MosaicMethod.FIRST, DataType.UINT16, 0.0).chunkCount()).isEqualTo(2 * 2 * 4 * 6);
    }

    @Test
    void anotherFormatIsRefusedWhateverElseItHolds() {
        ObjectNode json = ArrayStore.toJson(spec(MosaicMethod.FIRST, DataType.UINT16, 0.0));
        json.put("format_version", 1).put("sharding", true);

        assertThatThrownBy(() -> stored(json))
                .hasCauseInstanceOf(UnsupportedSourceException.class)
                .hasMessageContaining("memory:/array")
                .hasMessageContaining("another version of cogstream: its format is 1, this program reads 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "bands|[]|no bands",
                "times|[]|no time steps",
                "times|[5, 1]|do not ascend",
                "time_unit|\"days\"|days",
                "resampling|\"cubic\"|cubic",
                "transform|[1, 2]|transform has 2 numbers",
                "transform|[30, 0, 0, 0, 30, 0]|north-up",
                "width|0|no pixels",
                "chunk_width|100000|each side must be",
                "storage|{\"layout\": \"cube\", \"formats\": [], \"provenance\": false}|0 formats in layout cube",
                "storage|{\"layout\": \"heap\", \"formats\": [], \"provenance\": false}|heap",
                "storage|" + UINT8 + ", \"nodata\": -1}], \"provenance\": false}|can't hold nodata",
                "storage|{\"layout\": \"cube\", \"formats\": [{\"dtype\": \"uint17\"}], \"provenance\": false}|uint17",
                "storage|" + BANDS_UINT8 + ", \"nodata\": 0}], \"provenance\": false}|2 bands, but 1 formats",
                "mosaic|\"mean\"|floating-point dtype",
                "mosaic|\"best\"|best",
                "bands|[{\"name\": \"red\", \"asset\": \"red\", \"sample\": 0}]|sample 0",
                "surprise|1|surprise",
            })
    void whatContradictsItselfIsMalformedAndNamed(String field, String value, String problem) throws Exception {
        ObjectNode json = ArrayStore.toJson(spec(MosaicMethod.FIRST, DataType.UINT16, 0.0));
        json.set(field, new com.fasterxml.jackson.databind.ObjectMapper().readTree(value));

        assertThatThrownBy(() -> stored(json))
                .hasCauseInstanceOf(MalformedSourceException.class)
                .hasMessageContaining("[memory:/array] zarr.json, attribute cogstream")
                .hasMessageContaining(problem);
    }

    @Test
    void pixelsOfSeveralItemsHaveNoProvenance() {
        ObjectNode json = ArrayStore.toJson(spec(MosaicMethod.MEAN, DataType.FLOAT32, 0.0));
        ((ObjectNode) json.get("storage")).put("provenance", true);

        assertThatThrownBy(() -> stored(json))
                .hasCauseInstanceOf(MalformedSourceException.class)
                .hasMessageContaining("mosaic mean makes pixels of several items");
    }

    @Test
    void aFieldThatIsMissingIsMalformed() {
        List<Consumer<ObjectNode>> damages = List.of(
                json -> json.remove("bands"),
                json -> json.remove("crs"),
                json -> json.putNull("mosaic"),
                json -> json.putNull("crs"),
                json -> json.remove("zstd_level"),
                json -> json.putNull("chunk_width"));
        for (Consumer<ObjectNode> damage : damages) {
            ObjectNode json = ArrayStore.toJson(spec(MosaicMethod.FIRST, DataType.UINT16, 0.0));
            damage.accept(json);

            assertThatThrownBy(() -> stored(json)).hasCauseInstanceOf(MalformedSourceException.class);
        }
    }

    @Test
    void aStoreWithoutAnArrayHasNoSpec() {
        assertThat(ArrayStore.loadSpec(store).join()).isNull();
        assertThatThrownBy(() -> ArrayStore.load(store).join()).hasCauseInstanceOf(PermanentSourceException.class);
    }

    @Test
    void anArrayWithoutItsIndexCannotBeOpened() {
        stored(ArrayStore.toJson(spec(MosaicMethod.FIRST, DataType.UINT16, 0.0)));

        assertThatThrownBy(() -> ArrayStore.load(store).join())
                .hasCauseInstanceOf(PermanentSourceException.class)
                .hasMessageContaining(".cogstream/index-ab is missing");
    }
}
