package io.cogstream.stac.cql2;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A span of time in temporal predicates: an instant, the whole day of a date, or an interval.
 *
 * @param start first instant
 * @param end last instant, not before the first
 */
record Period(Instant start, Instant end) {

    /** Null if an end is unknown. A date as an end is its midnight. */
    static @Nullable Period of(Interval interval, Evaluation item) {
        Instant start = end(interval.start(), Instant.MIN, item);
        Instant end = end(interval.end(), Instant.MAX, item);
        return start == null || end == null ? null : new Period(start, end);
    }

    private static @Nullable Instant end(@Nullable Expression side, Instant open, Evaluation item) {
        if (side == null) {
            return open;
        }
        Object value = item.value(side);
        return value == null ? null : Comparison.instant(value);
    }

    /** Null if the value is no time. */
    static @Nullable Period of(Object value) {
        if (value instanceof Period period) {
            return period;
        }
        Instant start = Comparison.instant(value);
        if (start == null) {
            return null;
        }
        boolean day = value instanceof LocalDate || (value instanceof String text && text.length() == 10);
        return new Period(
                start,
                day ? start.atZone(ZoneOffset.UTC).plusDays(1).toInstant().minusNanos(1) : start);
    }

    /** Allen's relations, and after, before, disjoint and intersects. */
    static @Nullable Boolean test(Operator operator, @Nullable Period a, @Nullable Period b) {
        if (a == null || b == null) {
            return null;
        }
        int starts = a.start.compareTo(b.start);
        int ends = a.end.compareTo(b.end);
        return switch (operator) {
            case T_AFTER -> a.start.isAfter(b.end);
            case T_BEFORE -> a.end.isBefore(b.start);
            case T_CONTAINS -> starts < 0 && ends > 0;
            case T_DISJOINT -> !a.meets(b);
            case T_DURING -> starts > 0 && ends < 0;
            case T_EQUALS -> starts == 0 && ends == 0;
            case T_FINISHED_BY -> starts < 0 && ends == 0;
            case T_FINISHES -> starts > 0 && ends == 0;
            case T_INTERSECTS -> a.meets(b);
            case T_MEETS -> a.end.equals(b.start);
            case T_MET_BY -> a.start.equals(b.end);
            case T_OVERLAPPED_BY -> starts > 0 && a.start.isBefore(b.end) && ends > 0;
            case T_OVERLAPS -> starts < 0 && a.end.isAfter(b.start) && ends < 0;
            case T_STARTED_BY -> starts == 0 && ends > 0;
            case T_STARTS -> starts == 0 && ends < 0;
            default -> throw new IllegalStateException(operator + " is not about times");
        };
    }

    /** Whether some instant is in both. */
    private boolean meets(Period other) {
        return !start.isAfter(other.end) && !end.isBefore(other.start);
    }
}
