package io.cogstream.sample;

import java.util.List;

/** How a table of samples is written. Columns are point, x, y, datetime, item, collection, then one per band. */
public enum SampleFormat {
    /** Text with a line of column names; what is missing is empty. */
    CSV,
    /** Parquet, compressed with zstd; what is missing is null. */
    PARQUET;

    /** Columns before those of the bands. */
    static final List<String> KEYS = List.of("point", "x", "y", "datetime", "item", "collection");
}
