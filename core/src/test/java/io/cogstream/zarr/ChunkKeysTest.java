package io.cogstream.zarr;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.grid.ChunkIndex;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkKeysTest {
    private static final ChunkIndex INDEX = new ChunkIndex(2, 0, 13, 4);

    @Test
    void namesAChunkByBandTimeRowAndColumn() {
        assertThat(ChunkKeys.CUBE.key(INDEX)).isEqualTo("data/c/2/0/13/4");
        assertThat(ChunkKeys.CUBE.provenanceKey(INDEX)).isEqualTo("provenance/c/2/0/13/4");
        assertThat(ChunkKeys.CUBE.parse(0, "2/0/13/4")).isEqualTo(INDEX);
    }

    @Test
    void namesAChunkOfABandsOwnArrayByTimeRowAndColumn() {
        ChunkKeys keys = ChunkKeys.perBand(List.of("red", "green", "visual:2"));

        assertThat(keys.key(INDEX)).isEqualTo("visual_2/c/0/13/4");
        assertThat(keys.provenanceKey(INDEX)).isEqualTo("visual_2_provenance/c/0/13/4");
        assertThat(keys.parse(2, "0/13/4")).isEqualTo(INDEX);
        assertThat(keys.parse(2, "2/0/13/4")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1/2/3", "1/2/3/4/5", "01/2/3/4", "-1/2/3/4", "1/2/3/99999999999"})
    void takesNothingElseForAChunk(String rest) {
        assertThat(ChunkKeys.CUBE.parse(0, rest)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "red, red",
        "B8A, B8A",
        "red-jp2, red-jp2",
        "image.v1, image.v1",
        "visual:2, visual_2",
        "ndvi-ü, ndvi-_",
        "a/b, a_b",
        "../../etc, band_.._.._etc",
        ".., _",
        ".zattrs, band_.zattrs",
        "__init, band___init",
        "zarr.json, band_zarr.json",
        "Zarr.JSON, band_Zarr.JSON",
        "c, band_c",
        "time, band_time",
        "x, band_x",
        "Y, band_Y",
        "spatial_ref, band_spatial_ref",
        "band, band_band",
        "item, band_item",
        "item_number, band_item_number",
        "data, data",
        "end., end_",
        "' ', _",
    })
    void anArrayHasASafeNameWhateverTheAssetIsCalled(String band, String array) {
        List<String> arrays = ChunkKeys.perBand(List.of(band)).arrays();

        assertThat(arrays).containsExactly(array).allMatch(ChunkKeys::isArrayName);
    }

    @Test
    void namesDifferByMoreThanCaseAndFromThoseOfProvenance() {
        ChunkKeys keys =
                ChunkKeys.perBand(List.of("v:1", "v_1", "v/1", "V_1", "v_1_provenance", "v_1_2", "x", "band_x"));

        assertThat(keys.arrays())
                .startsWith("v_1", "v_1_2", "v_1_3", "V_1_4", "v_1_provenance", "v_1_2_2", "band_x", "band_x_2");
        assertThat(keys.provenanceArrays()).startsWith("v_1_provenance_2").doesNotContainAnyElementsOf(keys.arrays());
        assertThat(java.util.stream.Stream.concat(keys.arrays().stream(), keys.provenanceArrays().stream())
                        .map(name -> name.toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
    }

    @Test
    void longNamesFitAFileSystem() {
        String asset = "a".repeat(400);
        ChunkKeys keys = ChunkKeys.perBand(List.of(asset + "1", asset + "2"));

        assertThat(keys.arrays()).doesNotHaveDuplicates();
        assertThat(keys.provenanceArrays()).allMatch(name -> name.length() < 250);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", ".cogstream", "zarr.json", "time", "x"})
    void namesThatAreNoBandsAreKnown(String name) {
        assertThat(ChunkKeys.isArrayName(name)).isFalse();
    }
}
