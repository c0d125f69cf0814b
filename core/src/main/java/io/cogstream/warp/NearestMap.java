package io.cogstream.warp;

import io.cogstream.grid.PixelWindow;
import org.jspecify.annotations.Nullable;

/**
 * For each pixel of a block of an array, the source pixel that nearest sampling takes: the one that contains the centre of
 * the array pixel. Immutable, shared by all bands and dates with the same geometry.
 */
public interface NearestMap {

    /** Side of the squares of array pixels for which {@link #sourceOf} knows the source pixels. */
    int CELL = 64;

    /** Index of an array pixel that lies outside the source. */
    int OUTSIDE = -1;

    /** Array columns that the map covers. */
    int width();

    /** Array rows that the map covers. */
    int height();

    /** The smallest rectangle of source pixels that holds every sampled one, or null if none is sampled. */
    @Nullable
    PixelWindow window();

    /**
     * Like {@link #window()} for one square of {@link #CELL} x {@link #CELL} array pixels (fewer at the right and bottom).
     *
     * @param cellRow from 0 at the top
     * @param cellColumn from 0 at the left
     */
    @Nullable
    PixelWindow sourceOf(int cellRow, int cellColumn);

    /** Whether every array pixel of the square lies inside the source. */
    boolean covers(int cellRow, int cellColumn);

    /**
     * The source pixels of one array row.
     *
     * @param row array row inside the map, from 0
     * @param indices receives {@link #width()} positions in {@link #window()}, row by row from 0, or {@link #OUTSIDE}
     */
    void row(int row, int[] indices);

    /** Memory that the map keeps, in bytes. */
    long bytes();

    /** Squares across the map. */
    default int cellsAcross() {
        return (width() + CELL - 1) / CELL;
    }

    /** Squares down the map. */
    default int cellsDown() {
        return (height() + CELL - 1) / CELL;
    }
}
