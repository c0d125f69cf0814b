/** Columns of Parquet files as plain Java values; the only package that sees Parquet and Hadoop classes. */
@NullMarked
package io.cogstream.stac.parquet;

import org.jspecify.annotations.NullMarked;
