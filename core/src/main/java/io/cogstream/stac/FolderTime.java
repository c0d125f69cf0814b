package io.cogstream.stac;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which time the folders of a hive-partitioned file claim for its rows. */
final class FolderTime {
    /** Whoever made the folders may have cut months in another time zone than UTC. */
    private static final Duration ZONES = Duration.ofDays(1);

    /** Keys of folders that hold a day. */
    private static final List<String> DAYS = List.of("date", "day", "datetime");

    private FolderTime() {}

    /**
     * The span of {@code year=2023}, {@code year=2023/month=6}, {@code year=2023/month=6/day=3}, {@code month=2023-06} or
     * {@code date=2023-06-03}, a day longer at both ends, neither of which is open; null if the folders name no time.
     *
     * @param folders as {@link HivePartition#values} has them
     */
    static @Nullable DatetimeInterval of(Map<String, Object> folders) {
        for (String key : DAYS) {
            if (folders.get(key) instanceof Instant day) {
                return around(day, day.plus(Duration.ofDays(1)));
            }
        }
        try {
            if (folders.get("month") instanceof String text) {
                YearMonth month = YearMonth.parse(text);
                return around(month.atDay(1), month.plusMonths(1).atDay(1));
            }
            return folders.get("year") instanceof Long year ? of(Year.of(Math.toIntExact(year)), folders) : null;
        } catch (DateTimeException | ArithmeticException noTime) {
            return null;
        }
    }

    private static DatetimeInterval of(Year year, Map<String, Object> folders) {
        if (!(folders.get("month") instanceof Long number)) {
            return around(year.atDay(1), year.plusYears(1).atDay(1));
        }
        YearMonth month = year.atMonth(Math.toIntExact(number));
        if (!(folders.get("day") instanceof Long day)) {
            return around(month.atDay(1), month.plusMonths(1).atDay(1));
        }
        LocalDate date = month.atDay(Math.toIntExact(day));
        return around(date, date.plusDays(1));
    }

    private static DatetimeInterval around(LocalDate first, LocalDate after) {
        return around(
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                after.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static DatetimeInterval around(Instant first, Instant after) {
        return new DatetimeInterval(first.minus(ZONES), after.plus(ZONES));
    }
}
