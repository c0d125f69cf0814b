package io.cogstream.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which samples count as nodata, for every type and run length. */
class NodataTestTest {

    @ParameterizedTest
    @EnumSource(DataType.class)
    void findsExactlyTheSamplesThatEqualTheValue(DataType type) {
        Random random = new Random(type.bytes());
        for (double nodata : new double[] {0, 1, 100, type.kind() == DataType.Kind.UNSIGNED ? 200 : -100}) {
            NodataTest test = new NodataTest(type, nodata);
            if (!type.holds(nodata)) {
                assertThat(test.matchesNothing()).isTrue();
                continue;
            }
            for (int count = 0; count < 70; count++) {
                byte[] samples = new byte[count * type.bytes()];
                boolean[] expected = new boolean[count];
                boolean[] valid = new boolean[count];
                for (int i = 0; i < count; i++) {
                    double value = random.nextInt(20) == 0 ? nodata : random.nextInt(120);
                    type.set(samples, i, value);
                    expected[i] = value != nodata;
                    valid[i] = true;
                }
                test.clearMatches(samples, valid, count);

                assertThat(valid).isEqualTo(expected);
                int from = count == 0 ? 0 : random.nextInt(count);
                assertThat(test.anyMatch(samples, from, count - from)).isEqualTo(hasFalse(expected, from));
            }
        }
    }

    private static boolean hasFalse(boolean[] flags, int from) {
        for (int i = from; i < flags.length; i++) {
            if (!flags[i]) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aFloatEqualsTheDecimalThatItWasWrittenFor() {
        byte[] samples = new byte[8];
        DataType.FLOAT32.set(samples, 0, 0.1);
        DataType.FLOAT32.set(samples, 1, 0.25);
        boolean[] valid = {true, true};
        NodataTest test = new NodataTest(DataType.FLOAT32, 0.1);
        test.clearMatches(samples, valid, 2);

        assertThat(valid).containsExactly(false, true);
        assertThat(test.anyMatch(samples, 0, 1)).isTrue();
        assertThat(test.anyMatch(samples, 1, 1)).isFalse();
    }

    @Test
    void negativeZeroIsZero() {
        byte[] samples = new byte[4];
        DataType.FLOAT32.set(samples, 0, -0.0);

        assertThat(new NodataTest(DataType.FLOAT32, 0.0).anyMatch(samples, 0, 1))
                .isTrue();
    }

    @Test
    void neverTakesAPixelThatIsNodataForValid() {
        byte[] samples = new byte[16];
        samples[7] = (byte) 0x80;
        samples[8] = 1;
        samples[15] = (byte) 0x80;
        NodataTest test = new NodataTest(DataType.INT64, (double) Long.MIN_VALUE);
        boolean[] valid = {true, true};
        test.clearMatches(samples, valid, 2);

        assertThat(valid).as("to the last bit").containsExactly(false, true);
        assertThat(test.anyMatch(samples, 0, 1)).isTrue();
    }

    @Test
    void matchesNaNWithNaN() {
        boolean[] valid = {true, true, true};
        byte[] samples = new byte[12];
        DataType.FLOAT32.set(samples, 0, Double.NaN);
        DataType.FLOAT32.set(samples, 1, 1);
        new NodataTest(DataType.FLOAT32, Double.NaN).clearMatches(samples, valid, 3);

        assertThat(valid).containsExactly(false, true, true);
        assertThat(new NodataTest(DataType.FLOAT32, Double.NaN).anyMatch(samples, 0, 3))
                .isTrue();
        assertThat(new NodataTest(DataType.FLOAT32, Double.NaN).anyMatch(samples, 1, 2))
                .isFalse();
    }

    @Test
    void matchesNothingWithoutNodataOrWithOneThatTheTypeCannotHold() {
        assertThat(new NodataTest(DataType.UINT8, null).matchesNothing()).isTrue();
        assertThat(new NodataTest(DataType.UINT8, -9999.0).matchesNothing()).isTrue();
        assertThat(new NodataTest(DataType.UINT16, 0.0).anyMatch(new byte[] {1, 0, 0, 0}, 0, 2))
                .isTrue();
        assertThat(new NodataTest(DataType.UINT16, 0.0).anyMatch(new byte[] {1, 0, 0, 0}, 0, 1))
                .isFalse();
    }
}
