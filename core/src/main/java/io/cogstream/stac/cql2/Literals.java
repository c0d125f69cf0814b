package io.cogstream.stac.cql2;

import io.cogstream.stac.Timestamps;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Literals of both encodings; what is wrong fails with {@link IllegalArgumentException}. */
final class Literals {
    static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private Literals() {}

    /** Whole numbers stay whole where 64 bits hold them. */
    static Literal number(String text) {
        if (text.matches("-?[0-9]{1,19}") && fits(new BigInteger(text))) {
            return new Literal(Long.parseLong(text));
        }
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the number " + text + " is too large");
        }
        return new Literal(value);
    }

    private static boolean fits(BigInteger whole) {
        return whole.bitLength() < Long.SIZE;
    }

    static Literal date(String text) {
        try {
            return new Literal(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no date; write it as 2023-06-03", e);
        }
    }

    static Literal timestamp(String text) {
        try {
            return new Literal(Timestamps.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time; write it as 2023-06-03T10:00:00Z", e);
        }
    }

    /** An end of an interval: a date, a time, or null where {@code ..} leaves it open. */
    static @Nullable Literal end(String text) {
        return text.equals("..") ? null : text.length() == 10 ? date(text) : timestamp(text);
    }

    static Interval interval(@Nullable Expression start, @Nullable Expression end) {
        for (Expression side : new @Nullable Expression[] {start, end}) {
            if (side != null && !side.kind().fits(Kind.TIME)) {
                throw new IllegalArgumentException(
                        "an interval takes times, not a " + side.kind().label());
            }
        }
        if (start instanceof Literal first
                && end instanceof Literal last
                && instant(first.value()).isAfter(instant(last.value()))) {
            throw new IllegalArgumentException("the interval ends before it starts");
        }
        return new Interval(start, end);
    }

    private static Instant instant(Object time) {
        return time instanceof LocalDate date
                ? date.atStartOfDay(ZoneOffset.UTC).toInstant()
                : (Instant) time;
    }

    /** West, south, east, north, or with heights behind south and north, which are dropped; west > east crosses 180°. */
    static Literal bbox(double[] sides) {
        if (sides.length != 4 && sides.length != 6) {
            throw new IllegalArgumentException("a bbox has 4 or 6 numbers, not " + sides.length);
        }
        double west = sides[0];
        double south = sides[1];
        double east = sides[sides.length / 2];
        double north = sides[(sides.length / 2) + 1];
        if (south > north) {
            throw new IllegalArgumentException("the bbox has its south, " + south + ", above its north, " + north);
        }
        return new Literal(
                west <= east
                        ? box(west, south, east, north)
                        : GEOMETRIES.createGeometryCollection(
                                new Geometry[] {box(west, south, 180, north), box(-180, south, east, north)}));
    }

    private static Geometry box(double west, double south, double east, double north) {
        return GEOMETRIES.toGeometry(new Envelope(west, east, south, north));
    }
}
