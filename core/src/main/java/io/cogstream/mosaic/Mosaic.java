package io.cogstream.mosaic;

import io.cogstream.cube.MosaicMethod;
import io.cogstream.raster.DataType;
import io.cogstream.warp.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * Combines the rows that several sources give to one array row. Used row by row: {@link #start}, {@link #add} per source in
 * source order, {@link #finish}. One instance serves one thread.
 */
public interface Mosaic {

    /** Forgets the previous row. */
    void start();

    /** Takes the next source's row. */
    void add(SourceRow row);

    /** Whether no further source can change the row. */
    boolean isComplete();

    /**
     * Writes the row into the array's type; pixels without a valid source get the fill value.
     *
     * @param out little-endian samples of the array's type
     * @param first index of the sample of column 0 in {@code out}
     */
    void finish(byte[] out, int first);

    /**
     * A mosaic for rows of {@code width} columns.
     *
     * @param type of the array
     * @param fill value of pixels without a valid source
     */
    static Mosaic of(MosaicMethod method, DataType type, int width, double fill) {
        return of(method, type, width, fill, null);
    }

    /**
     * A mosaic that also notes which item each pixel is from.
     *
     * @param provenance told the item before each {@link #add}; null to note nothing
     * @throws IllegalArgumentException if the method makes pixels of several items, and there is provenance to note
     */
    static Mosaic of(MosaicMethod method, DataType type, int width, double fill, @Nullable RowProvenance provenance) {
        if (provenance != null && !method.picksOne()) {
            throw new IllegalArgumentException("pixels of mosaic " + method.label() + " have no provenance");
        }
        return switch (method) {
            case FIRST -> new FirstMosaic(type, width, fill, provenance);
            case HIGHEST -> new ExtremeMosaic(type, width, fill, true, provenance);
            case LOWEST -> new ExtremeMosaic(type, width, fill, false, provenance);
            case MEAN -> new MeanMosaic(type, width, fill);
            case MEDIAN -> new MedianMosaic(type, width, fill);
            case STDEV -> new StdevMosaic(type, width, fill);
            case COUNT -> new CountMosaic(type, width);
        };
    }
}
