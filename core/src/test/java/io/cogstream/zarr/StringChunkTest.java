package io.cogstream.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StringChunkTest {
    @Test
    void keepsAnyText() {
        List<String> strings = List.of("red", "", "ndvi-ü", "visual:1");

        assertThat(StringChunk.decode(StringChunk.encode(strings))).isEqualTo(strings);
    }

    @Test
    void refusesEveryTruncation() {
        byte[] chunk = StringChunk.encode(List.of("red", "green"));
        for (int length = 0; length < chunk.length; length++) {
            byte[] cut = Arrays.copyOf(chunk, length);
            assertThatIllegalArgumentException().isThrownBy(() -> StringChunk.decode(cut));
        }
    }

    @Test
    void refusesLengthsThatAreNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StringChunk.decode(new byte[] {1, 0, 0, 0, -1, -1, -1, -1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StringChunk.decode(new byte[] {-1, -1, -1, 127, 1, 0, 0, 0, 'a'}));
    }
}
