package io.cogstream.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkEncoderTest {
    private static final byte[] NOISE = new byte[100_000];

    static {
        new Random(1).nextBytes(NOISE);
    }

    @Test
    void givesTheSameBytesForTheSamePixelsWhoeverEncodes() {
        byte[] smooth = new byte[1 << 18];
        for (int i = 0; i < smooth.length; i++) {
            smooth[i] = (byte) (i >> 8);
        }
        try (ChunkEncoder encoder = new ChunkEncoder(3);
                ChunkEncoder other = new ChunkEncoder(3)) {
            byte[] expected = other.encode(smooth);
            encoder.encode(NOISE);
            assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> encoder.encode(smooth)))
                    .allSatisfy(content -> assertThat(content).isEqualTo(expected));
            assertThat(expected).hasSizeLessThan(smooth.length / 10);
            assertThat(ChunkEncoder.decode(expected, smooth.length)).isEqualTo(smooth);
        }
    }

    @Test
    void worksOnAfterAnEarlyClose() {
        ChunkEncoder encoder = new ChunkEncoder(1);
        encoder.close();

        assertThat(ChunkEncoder.decode(encoder.encode(NOISE), NOISE.length)).isEqualTo(NOISE);
    }

    @Test
    void refusesContentThatIsNotTheWholeChunk() {
        byte[] content;
        try (ChunkEncoder encoder = new ChunkEncoder(1)) {
            content = encoder.encode(NOISE);
        }
        for (int size : List.of(NOISE.length - 1, NOISE.length + 1)) {
            assertThatIllegalArgumentException().isThrownBy(() -> ChunkEncoder.decode(content, size));
        }
        byte[] cut = Arrays.copyOf(content, content.length / 2);
        assertThatIllegalArgumentException().isThrownBy(() -> ChunkEncoder.decode(cut, NOISE.length));
        assertThatIllegalArgumentException().isThrownBy(() -> ChunkEncoder.decode(new byte[0], NOISE.length));
        assertThatIllegalArgumentException().isThrownBy(() -> ChunkEncoder.decode(NOISE));
    }

    @Test
    void refusesLevelsThatZstdDoesNotHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ChunkEncoder(23));
    }
}
