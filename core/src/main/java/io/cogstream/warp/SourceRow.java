package io.cogstream.warp;

import io.cogstream.raster.DataType;

/**
 * The pixels that one source gives to one array row, in the source's own type. Buffers are reused from row to row.
 *
 * @param type of the samples
 * @param samples little-endian, one per array column; undefined where invalid
 * @param valid one per array column
 */
public record SourceRow(DataType type, byte[] samples, boolean[] valid) {}
