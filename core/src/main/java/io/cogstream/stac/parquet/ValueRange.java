package io.cogstream.stac.parquet;

/**
 * What the values of a column in one row group lie between, both ends included; values may be missing. Texts are in the order
 * of {@link String#compareTo}, their ends maybe cut short.
 *
 * @param min Long, Double, Instant, LocalDate or String
 * @param max of the same type
 */
public record ValueRange(Object min, Object max) {}
