package io.cogstream.stac.cql2;

import io.cogstream.stac.Timestamps;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Compares values of one kind; those of different kinds are neither equal nor unequal. */
final class Comparison {
    private Comparison() {}

    /** Null if the two can't be compared. */
    static @Nullable Boolean test(Operator operator, Object a, Object b) {
        Integer order = order(a, b);
        if (order == null) {
            return null;
        }
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
            default -> throw new IllegalStateException(operator + " is no comparison");
        };
    }

    private static @Nullable Integer order(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return numbers(x, y);
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        }
        if (isTime(a) || isTime(b)) {
            Instant x = instant(a);
            Instant y = instant(b);
            return x == null || y == null ? null : x.compareTo(y);
        }
        return null;
    }

    /** Exactly, also where a double can't hold the whole number. NaN is unknown. */
    private static @Nullable Integer numbers(Number a, Number b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x.compareTo(y);
        }
        double x = a.doubleValue();
        double y = b.doubleValue();
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return null;
        }
        boolean rounded = (a instanceof Long || b instanceof Long) && Double.isFinite(x) && Double.isFinite(y);
        return rounded ? (Integer) exact(a).compareTo(exact(b)) : (Integer) Double.compare(x + 0.0, y + 0.0);
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }

    private static boolean isTime(Object value) {
        return value instanceof Instant || value instanceof LocalDate;
    }

    /** A date is its midnight in UTC; a text is read as a time. Null if the value is no time. */
    static @Nullable Instant instant(Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        try {
            return value instanceof String text ? Timestamps.parse(text) : null;
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
