package io.cogstream.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.raster.DataType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleValueTest {
    @ParameterizedTest
    @CsvSource({
        "INT8, ff, -1",
        "UINT8, ff, 255",
        "INT16, 8000, -32768",
        "UINT16, ffff, 65535",
        "INT32, ffffffff, -1",
        "UINT32, ffffffff, 4294967295",
        "INT64, 8000000000000000, -9223372036854775808",
        "INT64, 20000000000001, 9007199254740993",
        "UINT64, ffffffffffffffff, 18446744073709551615",
        "FLOAT32, 3dcccccd, 0.1",
        "FLOAT32, 7f7fffff, 3.4028235E38",
        "FLOAT64, 3fb999999999999a, 0.1",
        "FLOAT64, 44b52d02c7e14af6, 1.0E23",
        "FLOAT64, 7ff8000000000000, NaN",
        "FLOAT32, ff800000, -Infinity"
    })
    void writesIntegersAsSuchAndFloatsAsTheShortestDecimal(DataType type, String bits, String text) {
        SampleValue value = new SampleValue();

        value.set(type, Long.parseUnsignedLong(bits, 16));

        assertThat(value.text()).isEqualTo(text);
        if (!type.isFloat()) {
            assertThat(value.doubleValue()).isEqualTo(Double.parseDouble(text));
        }
    }
}
