package io.cogstream.stac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.grid.BoundingBox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimePeriodTest {

    @ParameterizedTest
    @CsvSource({
        "none, 2023-06-03T17:59:59.123456789Z, 2023-06-03T17:59:59.123456789Z, 2023-06-03T17:59:59.123456790Z",
        "PT1H, 2023-06-03T17:59:59.999Z, 2023-06-03T17:00:00Z, 2023-06-03T18:00:00Z",
        "PT6H, 2023-06-03T17:59:59Z, 2023-06-03T12:00:00Z, 2023-06-03T18:00:00Z",
        "PT5H, 1999-12-31T23:00:00Z, 1999-12-31T19:00:00Z, 2000-01-01T00:00:00Z",
        "P1D, 2023-01-01T23:59:59.500Z, 2023-01-01T00:00:00Z, 2023-01-02T00:00:00Z",
        "P3D, 2000-01-04T00:00:00Z, 2000-01-04T00:00:00Z, 2000-01-07T00:00:00Z",
        "P3D, 1999-12-31T23:59:59Z, 1999-12-29T00:00:00Z, 2000-01-01T00:00:00Z",
        "P1W, 2023-01-01T12:00:00Z, 2022-12-26T00:00:00Z, 2023-01-02T00:00:00Z",
        "P2W, 2000-01-15T00:00:00Z, 2000-01-15T00:00:00Z, 2000-01-29T00:00:00Z",
        "P1M, 2024-02-29T10:00:00Z, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
        "P1Y, 2024-12-31T23:59:59.999999999Z, 2024-01-01T00:00:00Z, 2025-01-01T00:00:00Z",
    })
    void windowsAreHalfOpenAndAlignedAsTheirPeriodSays(String period, Instant time, Instant start, Instant end) {
        TimePeriod windows = TimePeriod.parse(period);

        assertThat(windows.start(time)).isEqualTo(start);
        assertThat(windows.end(start)).isEqualTo(end);
        assertThat(windows).hasToString(period);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "PT1H", "PT7H", "P1D", "P8D", "P1W", "P3W", "P1M", "P1Y"})
    void everyInstantLiesInExactlyOneWindow(String period) {
        TimePeriod windows = TimePeriod.parse(period);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            Instant time = Instant.ofEpochSecond(
                    random.nextLong(-2_000_000_000L, 4_000_000_000L), random.nextLong(1_000_000_000));
            Instant start = windows.start(time);
            Instant end = windows.end(start);

            assertThat(time).isAfterOrEqualTo(start).isBefore(end);
            assertThat(windows.start(start)).isEqualTo(start);
            assertThat(windows.start(end)).isEqualTo(end);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P2M", "P2Y", "P0D", "P-1D", "PT1M", "P1DT1H", "day", "NONE", "P100000D", "P1.5D"})
    void refusesOtherPeriodsByName(String text) {
        assertThatThrownBy(() -> TimePeriod.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("PTnH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "PT1H"})
    void exactAndHourlyWindowsRefuseBareDates(String period) {
        Instant midnight = Instant.parse("2023-06-03T00:00:00Z");
        Item item = new Item("a", null, midnight, true, Footprint.NOWHERE, Map.of());

        assertThatThrownBy(() -> TimePeriod.parse(period).start(item))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a'")
                .hasMessageContaining(period);
        assertThat(TimePeriod.DAY.start(item)).isEqualTo(midnight);
    }

    @Test
    void monthsAndYearsComeSinglyOnly() {
        assertThatThrownBy(() -> new TimePeriod(TimePeriod.Unit.MONTH, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    /** As odc-stac groups: whole hours of longitude, cut towards zero. */
    @Test
    void solarDaysFollowTheLongitude() {
        Instant lateInUtc = Instant.parse("2023-06-03T01:30:00Z");
        assertThat(solarDay(lateInUtc, -108)).isEqualTo("2023-06-02T00:00:00Z");
        assertThat(solarDay(lateInUtc, -20)).isEqualTo("2023-06-03T00:00:00Z");
        assertThat(solarDay(lateInUtc, -31)).isEqualTo("2023-06-02T00:00:00Z");
        assertThat(solarDay(Instant.parse("2023-06-03T13:30:00Z"), 160)).isEqualTo("2023-06-03T00:00:00Z");
        assertThat(solarDay(Instant.parse("2023-06-03T14:00:00Z"), 160)).isEqualTo("2023-06-04T00:00:00Z");
        assertThat(TimePeriod.parse("solar-day")).hasToString("solar-day").isEqualTo(TimePeriod.SOLAR_DAY);
    }

    @Test
    void solarDaysOfAnItemAcrossTheAntimeridianTakeItsMiddle() {
        Footprint both = Footprint.of(Antimeridian.boxes(179, 10, -177, 12));

        assertThat(both.longitude()).isEqualTo(-179);
    }

    private static String solarDay(Instant time, double longitude) {
        Footprint place = Footprint.of(List.of(new BoundingBox(longitude - 0.5, 10, longitude + 0.5, 11)));
        return TimePeriod.SOLAR_DAY
                .start(new Item("a", null, time, false, place, Map.of()))
                .toString();
    }
}
