package io.cogstream.stac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimeIntervalTest {

    @ParameterizedTest
    @CsvSource({
        "2023-06-03, 2023-06-03T00:00:00Z, 2023-06-04T00:00:00Z",
        "2023-06-03/2023-06-10, 2023-06-03T00:00:00Z, 2023-06-11T00:00:00Z",
        "2023-06-03T10:00:00Z, 2023-06-03T10:00:00Z, 2023-06-03T10:00:00.000000001Z",
        "2023-06-03T10:00:00/2023-06-03T12:00:00.5+02:00, 2023-06-03T10:00:00Z, 2023-06-03T10:00:00.500000001Z",
        "../2023-06-03, , 2023-06-04T00:00:00Z",
        "/2023-06-03T00:00:00Z, , 2023-06-03T00:00:00.000000001Z",
        "2023-06-03/.., 2023-06-03T00:00:00Z,",
        "2024-02-29T23:59:59z/, 2024-02-29T23:59:59Z,",
        "2024-12-31, 2024-12-31T00:00:00Z, 2025-01-01T00:00:00Z",
    })
    void bareDatesAreWholeDaysAndInstantsAreIncluded(String text, Instant start, Instant end) {
        assertThat(DatetimeInterval.parse(text)).isEqualTo(new DatetimeInterval(start, end));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../..",
                "/",
                "2023-02-30",
                "2023-06",
                "yesterday",
                "2023-06-04/2023-06-03",
                "a/b/c",
                "2023-06-03T25:00:00Z"
            })
    void refusesWhatIsNoInterval(String text) {
        assertThatThrownBy(() -> DatetimeInterval.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("datetime");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-01-01T23:59:59.999999999Z, true",
        "2023-01-02T00:00:00Z, false",
        "2023-01-01T00:00:00Z, true",
        "2022-12-31T23:59:59.999999999Z, false",
    })
    void aDayEndsWhereTheNextBegins(Instant time, boolean inside) {
        assertThat(DatetimeInterval.parse("2023-01-01").contains(time)).isEqualTo(inside);
    }
}
