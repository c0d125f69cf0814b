package io.cogstream.stac.parquet;

import org.jspecify.annotations.Nullable;

/** Receives the values of one column, row by row. */
@FunctionalInterface
public interface ValueVisitor {

    /**
     * One row's value.
     *
     * @param row row in its row group, counted from 0; ascending over the calls
     * @param value String, Long, Double, Boolean, Instant, LocalDate or byte[]; a List of those and nulls for a repeated column; null
     *     where the row has none
     */
    void value(int row, @Nullable Object value);
}
