package io.cogstream.raster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DataTypeTest {

    @ParameterizedTest
    @EnumSource(DataType.class)
    void readsBackWhatItStored(DataType type) {
        byte[] samples = new byte[3 * type.bytes()];
        double[] values = {type.min(), 17, type == DataType.INT64 || type == DataType.UINT64 ? 1L << 40 : type.max()};
        for (int i = 0; i < 3; i++) {
            type.set(samples, i, values[i]);
        }

        for (int i = 0; i < 3; i++) {
            assertThat(type.get(samples, i)).isEqualTo(values[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UINT8, 255.4, 255",
        "UINT8, 300, 255",
        "UINT8, -3, 0",
        "UINT8, NaN, 0",
        "INT16, -0.5, 0",
        "INT16, 2.5, 3",
        "UINT64, 1e30, 1.8446744073709552E19",
        "INT64, -1e30, -9.223372036854775808E18"
    })
    void roundsAndClampsIntoNarrowerTypes(DataType type, double value, double stored) {
        byte[] samples = new byte[type.bytes()];
        type.set(samples, 0, value);

        assertThat(type.get(samples, 0)).isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "UINT16, UINT8, true", "INT16, UINT8, true", "INT8, UINT8, false", "UINT16, INT16, false",
        "FLOAT32, UINT16, true", "FLOAT32, INT32, false", "FLOAT64, INT32, true", "FLOAT64, INT64, true",
        "FLOAT32, FLOAT64, false", "INT32, FLOAT32, false", "UINT8, UINT8, true"
    })
    void castsSafelyWhereNumpyDoes(DataType target, DataType source, boolean safe) {
        assertThat(target.holdsAll(source)).isEqualTo(safe);
    }

    @ParameterizedTest
    @CsvSource({
        "UINT8, 255, true",
        "UINT8, 256, false",
        "UINT8, 0.5, false",
        "UINT16, -9999, false",
        "FLOAT32, NaN, true",
        "UINT16, NaN, false",
        "FLOAT32, 0.1, false",
        "FLOAT64, 0.1, true",
        "FLOAT32, Infinity, true"
    })
    void knowsWhichValuesItHolds(DataType type, double value, boolean holds) {
        assertThat(type.holds(value)).isEqualTo(holds);
    }
}
