package io.cogstream.stac;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How item times are grouped into the steps of the time axis. Windows are half open, {@code [start, end)}, in UTC, and
 * every instant lies in exactly one.
 *
 * @param unit length of the window's unit
 * @param count units per window, at least 1; always 1 for exact times, months and years
 */
public record TimePeriod(Unit unit, int count) {

    /** What the windows are made of. */
    public enum Unit {
        /** One step per timestamp. */
        EXACT,
        HOUR,
        DAY,
        WEEK,
        MONTH,
        YEAR,
        /** One step per calendar day of local solar time. */
        SOLAR_DAY
    }

    /** The UTC day. */
    public static final TimePeriod DAY = new TimePeriod(Unit.DAY, 1);

    /**
     * The day by the sun: an item's UTC time is moved by the whole hours of its longitude, cut towards zero, as odc-stac
     * groups. So both halves of a pass that midnight UTC cuts are one step.
     */
    public static final TimePeriod SOLAR_DAY = new TimePeriod(Unit.SOLAR_DAY, 1);

    /** One step per exact timestamp. */
    public static final TimePeriod NONE = new TimePeriod(Unit.EXACT, 1);

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final Pattern SYNTAX = Pattern.compile("P(?:T([1-9]\\d{0,4})H|([1-9]\\d{0,4})([DW])|1([MY]))");

    public TimePeriod {
        boolean single = unit != Unit.HOUR && unit != Unit.DAY && unit != Unit.WEEK;
        if (count < 1 || count > 99_999 || (single && count != 1)) {
            throw new IllegalArgumentException("no time period of " + count + " " + unit);
        }
    }

    /**
     * Reads {@code none}, {@code PTnH}, {@code PnD}, {@code PnW}, {@code P1M}, {@code P1Y} or {@code solar-day}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static TimePeriod parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        if (text.equals("solar-day")) {
            return SOLAR_DAY;
        }
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "time period '" + text + "' is none of: none, PTnH, PnD, PnW, P1M, P1Y, solar-day (such as P1D)");
        }
        if (matcher.group(1) != null) {
            return new TimePeriod(Unit.HOUR, Integer.parseInt(matcher.group(1)));
        }
        if (matcher.group(2) != null) {
            Unit unit = matcher.group(3).equals("D") ? Unit.DAY : Unit.WEEK;
            return new TimePeriod(unit, Integer.parseInt(matcher.group(2)));
        }
        return new TimePeriod(matcher.group(4).equals("M") ? Unit.MONTH : Unit.YEAR, 1);
    }

    /**
     * First instant of the item's window, which names its step.
     *
     * @throws IllegalArgumentException if the windows need a time of day and the item has only a date
     */
    public Instant start(Item item) {
        if (item.dateOnly() && (unit == Unit.EXACT || unit == Unit.HOUR || unit == Unit.SOLAR_DAY)) {
            throw new IllegalArgumentException(
                    "item '" + item.id() + "' has a date without a time of day, so time period " + this
                            + " can't place it; use P1D or longer");
        }
        return start(unit == Unit.SOLAR_DAY ? solarTime(item) : item.time());
    }

    /** @see <a href="https://github.com/opendatacube/odc-stac/blob/v0.5.3/odc/stac/model.py">odc-stac, solar_date</a> */
    private static Instant solarTime(Item item) {
        return item.time().plus((long) (item.footprint().longitude() / 15), ChronoUnit.HOURS);
    }

    /** First instant of the window that holds {@code time}, which is solar time where the windows are. */
    public Instant start(Instant time) {
        return switch (unit) {
            case EXACT -> time;
            case HOUR -> aligned(time, 3_600L * count);
            case DAY, SOLAR_DAY -> aligned(time, 86_400L * count);
            case WEEK -> count == 1 ? atMidnight(monday(time)) : aligned(time, 7 * 86_400L * count);
            case MONTH -> atMidnight(date(time).withDayOfMonth(1));
            case YEAR -> atMidnight(date(time).withDayOfYear(1));
        };
    }

    /** First instant after the window that begins at {@code start}. */
    public Instant end(Instant start) {
        return switch (unit) {
            case EXACT -> start.plusNanos(1);
            case HOUR -> start.plus(count, ChronoUnit.HOURS);
            case DAY, SOLAR_DAY -> start.plus(count, ChronoUnit.DAYS);
            case WEEK -> start.plus(7L * count, ChronoUnit.DAYS);
            case MONTH -> atMidnight(date(start).plusMonths(1));
            case YEAR -> atMidnight(date(start).plusYears(1));
        };
    }

    private static Instant aligned(Instant time, long seconds) {
        long since = time.getEpochSecond() - EPOCH.getEpochSecond();
        return EPOCH.plusSeconds(Math.floorDiv(since, seconds) * seconds);
    }

    private static LocalDate monday(Instant time) {
        return date(time).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static LocalDate date(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static Instant atMidnight(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return switch (unit) {
            case EXACT -> "none";
            case HOUR -> "PT" + count + "H";
            case DAY -> "P" + count + "D";
            case WEEK -> "P" + count + "W";
            case MONTH -> "P1M";
            case YEAR -> "P1Y";
            case SOLAR_DAY -> "solar-day";
        };
    }
}
