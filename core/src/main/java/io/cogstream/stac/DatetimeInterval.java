package io.cogstream.stac;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A span of time, {@code [start, end)}.
 *
 * @param start first instant inside, null for no lower limit
 * @param end first instant after it, null for no upper limit
 */
public record DatetimeInterval(
        @Nullable Instant start, @Nullable Instant end) {

    public DatetimeInterval {
        if (start == null && end == null) {
            throw new IllegalArgumentException("a datetime interval needs at least one end");
        }
        if (start != null && end != null && !start.isBefore(end)) {
            throw new IllegalArgumentException("datetime interval ends before it starts: " + start + " / " + end);
        }
    }

    /**
     * Reads the {@code datetime} parameter of STAC searches: an instant, a bare date (that whole UTC day), or {@code A/B}
     * with both ends included, where {@code ..} or nothing leaves an end open. Times without a zone are UTC.
     *
     * @throws IllegalArgumentException if the text is neither
     * @see <a href="https://api.stacspec.org/v1.0.0/item-search/">STAC API, item search</a>
     */
    public static DatetimeInterval parse(String text) {
        String[] ends = text.trim().split("/", -1);
        if (ends.length > 2) {
            throw new IllegalArgumentException("datetime '" + text + "' has more than two ends; write A/B");
        }
        try {
            return new DatetimeInterval(first(ends[0].trim()), after(ends[ends.length - 1].trim()));
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException(
                    "datetime '" + text + "' can't be read: " + malformed.getMessage()
                            + "; write 2023-06-03, 2023-06-03T10:00:00Z or A/B with '..' for an open end",
                    malformed);
        }
    }

    private static @Nullable Instant first(String end) {
        return isOpen(end) ? null : Timestamps.parse(end);
    }

    private static @Nullable Instant after(String end) {
        if (isOpen(end)) {
            return null;
        }
        return Timestamps.isDateOnly(end)
                ? LocalDate.parse(end).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Timestamps.parse(end).plusNanos(1);
    }

    private static boolean isOpen(String end) {
        return end.isEmpty() || end.equals("..");
    }

    public boolean contains(Instant time) {
        return (start == null || !time.isBefore(start)) && (end == null || time.isBefore(end));
    }

    /** Whether some instant of the closed range {@code [first, last]} lies inside. */
    public boolean intersects(Instant first, Instant last) {
        return (start == null || !last.isBefore(start)) && (end == null || first.isBefore(end));
    }

    /** Whether the two have an instant in common. */
    public boolean intersects(DatetimeInterval other) {
        return (start == null || other.end == null || start.isBefore(other.end))
                && (end == null || other.start == null || other.start.isBefore(end));
    }

    @Override
    public String toString() {
        return "[" + (start == null ? ".." : start) + ", " + (end == null ? ".." : end) + ")";
    }
}
