package io.cogstream.stac.cql2;

import org.jspecify.annotations.Nullable;

/**
 * A span of time, both ends included.
 *
 * @param start null where it is open
 * @param end null where it is open
 */
public record Interval(@Nullable Expression start, @Nullable Expression end) implements Expression {

    @Override
    public Kind kind() {
        return Kind.INTERVAL;
    }
}
