package io.cogstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.raster.DataType;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleWideningTest {

    @ParameterizedTest
    @CsvSource({"1, UINT8, 1", "1, UINT8, 3", "2, UINT8, 1", "4, UINT8, 3", "12, UINT16, 1", "12, UINT16, 2"})
    void unpacksSamplesOfFewBitsFromRowsOfWholeBytes(int bits, DataType type, int samples) {
        TileLayout layout = new TileLayout(13, 5, samples, bits, type);
        byte[] packed = new byte[layout.bytes()];
        new Random(bits).nextBytes(packed);
        byte[] widened = SampleWidening.widen(packed, layout);
        for (int row = 0; row < 5; row++) {
            byte[] bytes = new byte[layout.rowBytes()];
            System.arraycopy(packed, row * bytes.length, bytes, 0, bytes.length);
            BigInteger whole = new BigInteger(1, bytes);
            for (int i = 0; i < 13 * samples; i++) {
                int shift = 8 * bytes.length - (i + 1) * bits;
                long expected = whole.shiftRight(shift).longValue() & (1 << bits) - 1;
                assertThat(type.get(widened, row * 13 * samples + i)).isEqualTo((double) expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x0000, 0",
        "0x8000, -0.0",
        "0x3C00, 1",
        "0xC000, -2",
        "0x7BFF, 65504",
        "0x0400, 0x1p-14",
        "0x0001, 0x1p-24",
        "0x83FF, -0x1.ff8p-15",
        "0x3555, 0x1.554p-2",
        "0x7C00, Infinity",
        "0xFC00, -Infinity",
        "0x7E00, NaN"
    })
    void widensHalves(String half, Double expected) {
        int bits = SampleWidening.halfToFloatBits((short) Integer.decode(half).intValue());
        assertThat(Double.valueOf(Float.intBitsToFloat(bits))).isEqualTo(expected);
    }

    @Test
    void knowsHowManyBytesATileHas() {
        TileLayout layout = new TileLayout(3, 4, 1, 12, DataType.UINT16);
        assertThat(layout.rowBytes()).isEqualTo(5);
        assertThat(layout.bytes()).isEqualTo(20);
        assertThat(layout.isPlain()).isFalse();
    }
}
