package io.cogstream.operators.source;

import java.io.Serializable;

/**
 * The chunks of one array and how they group into regions.
 *
 * @param array URI of the array's store
 * @param bands chunks along the band axis
 * @param times chunks along the time axis
 * @param chunkRows chunks along the y axis
 * @param chunkColumns chunks along the x axis
 * @param regionRows most rows of chunks in a region
 * @param regionColumns most columns of chunks in a region
 */
public record ArrayExtent(
        String array, int bands, int times, int chunkRows, int chunkColumns, int regionRows, int regionColumns)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** Rows and columns of chunks in a region, unless said otherwise. */
    public static final int DEFAULT_REGION = 4;

    public ArrayExtent {
        if (bands < 1 || times < 1 || chunkRows < 1 || chunkColumns < 1 || regionRows < 1 || regionColumns < 1) {
            throw new IllegalArgumentException(
                    "an array has at least one chunk along every axis: %d, %d, %d, %d, regions %d x %d"
                            .formatted(bands, times, chunkRows, chunkColumns, regionRows, regionColumns));
        }
        if ((long) bands * regionRows * regionColumns > 1 << 20) {
            throw new IllegalArgumentException("a region of %d x %d chunks and %d bands is too large to hand out"
                    .formatted(regionRows, regionColumns, bands));
        }
        if ((long) ceil(chunkRows, regionRows) * ceil(chunkColumns, regionColumns) > 1 << 22) {
            throw new IllegalArgumentException("%d x %d chunks make too many regions of %d x %d"
                    .formatted(chunkRows, chunkColumns, regionRows, regionColumns));
        }
    }

    /** With regions of the default size. */
    public static ArrayExtent of(String array, int bands, int times, int chunkRows, int chunkColumns) {
        return new ArrayExtent(array, bands, times, chunkRows, chunkColumns, DEFAULT_REGION, DEFAULT_REGION);
    }

    /** The same array in regions small enough that each of {@code slots} gets about four, where it has that many chunks. */
    public ArrayExtent forSlots(int slots) {
        ArrayExtent extent = this;
        while (extent.regions() < 4L * slots && (extent.regionRows > 1 || extent.regionColumns > 1)) {
            boolean halveRows = extent.regionRows >= extent.regionColumns;
            extent = new ArrayExtent(
                    array,
                    bands,
                    times,
                    chunkRows,
                    chunkColumns,
                    halveRows ? (extent.regionRows + 1) / 2 : extent.regionRows,
                    halveRows ? extent.regionColumns : (extent.regionColumns + 1) / 2);
        }
        return extent;
    }

    /** Whether both are the same array with the same chunks, in whatever regions. */
    boolean hasShapeOf(ArrayExtent other) {
        return array.equals(other.array)
                && bands == other.bands
                && times == other.times
                && chunkRows == other.chunkRows
                && chunkColumns == other.chunkColumns;
    }

    /** Chunks of the array. */
    public long chunks() {
        return (long) bands * times * chunkRows * chunkColumns;
    }

    /** Rows of regions. */
    int blockRows() {
        return ceil(chunkRows, regionRows);
    }

    /** Columns of regions. */
    int blockColumns() {
        return ceil(chunkColumns, regionColumns);
    }

    /** Regions of all time steps. */
    long regions() {
        return (long) times * blockRows() * blockColumns();
    }

    private static int ceil(int total, int step) {
        return (total - 1) / step + 1;
    }
}
