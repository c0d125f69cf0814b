package io.cogstream.zarr;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.grid.ChunkIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkKeysTest {
    @Test
    void namesAChunkByBandTimeRowAndColumn() {
        ChunkIndex index = new ChunkIndex(2, 0, 13, 4);

        assertThat(ChunkKeys.key(index)).isEqualTo("data/c/2/0/13/4");
        assertThat(ChunkKeys.parse("data/c/2/0/13/4")).isEqualTo(index);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/zarr.json",
                "data/c/1/2/3",
                "data/c/1/2/3/4/5",
                "data/c/01/2/3/4",
                "data/c/-1/2/3/4",
                "data/c/1/2/3/99999999999",
                "x/c/0"
            })
    void takesNothingElseForAChunk(String key) {
        assertThat(ChunkKeys.parse(key)).isNull();
    }
}
