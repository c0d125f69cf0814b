package io.cogstream.stac.parquet;

/**
 * Smallest and largest value of a column in one row group, from its statistics; both ends are included.
 *
 * @param min Long, Double or Instant
 * @param max of the same type
 */
public record ValueRange(Object min, Object max) {}
