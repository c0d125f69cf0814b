package io.cogstream.stac.cql2;

import java.time.Instant;
import java.time.LocalDate;
import org.locationtech.jts.geom.Geometry;

/**
 * A value that stands in the expression.
 *
 * @param value String, Long, Double, Boolean, Instant, LocalDate or Geometry (longitude, latitude in degrees)
 */
public record Literal(Object value) implements Expression {

    public Literal {
        kind(value);
    }

    @Override
    public Kind kind() {
        return kind(value);
    }

    private static Kind kind(Object value) {
        if (value instanceof Boolean) {
            return Kind.BOOLEAN;
        }
        if (value instanceof Long || value instanceof Double) {
            return Kind.NUMBER;
        }
        if (value instanceof String) {
            return Kind.TEXT;
        }
        if (value instanceof Instant || value instanceof LocalDate) {
            return Kind.TIME;
        }
        if (value instanceof Geometry) {
            return Kind.GEOMETRY;
        }
        throw new IllegalArgumentException("no literal: " + value.getClass());
    }
}
