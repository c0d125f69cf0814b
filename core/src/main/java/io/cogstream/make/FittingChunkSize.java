package io.cogstream.make;

import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.OpenArray;
import io.cogstream.grid.PixelWindow;
import io.cogstream.warp.NearestMap;
import io.cogstream.warp.WarpMaps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How small chunks would have to be for the sources of a chunk to fit the memory.
 *
 * @param rows of a chunk
 * @param columns of a chunk
 */
record FittingChunkSize(int rows, int columns) {
    private static final int SMALLEST = 16;

    /**
     * Halves the chunk until the worst part of it fits, by upper bounds: whole tiles are read however small the part is, if
     * need be of one source at a time.
     *
     * @param band of the chunk that does not fit
     * @param block its array pixels
     * @param sources those of them whose headers are known, at least one
     * @param more how many others there may be, taken to be as large as the largest
     * @param allowed bytes
     * @return null if even the smallest part does not fit
     */
    static @Nullable FittingChunkSize of(
            OpenArray array, int band, PixelWindow block, List<LocatedSource> sources, int more, long allowed) {
        int rows = array.grid().chunkHeight() / 2;
        int columns = array.grid().chunkWidth() / 2;
        while (isLargeEnough(rows, columns)) {
            long bytes = outputBytes(array.spec(), band, columns, rows)
                    + WarpMaps.scratchBytes(columns, rows)
                    + (grids(sources) + more) * WarpMaps.mostBytes(columns, rows);
            long largestWindow = 0;
            long largestTiles = 0;
            for (LocatedSource source : sources) {
                SourceNeed need = need(source, block, columns, rows);
                bytes += need.windowBytes();
                largestWindow = Math.max(largestWindow, need.windowBytes());
                largestTiles = Math.max(largestTiles, need.tileBytes());
            }
            if (bytes + more * largestWindow + largestTiles <= allowed) {
                return new FittingChunkSize(rows, columns);
            }
            rows /= 2;
            columns /= 2;
        }
        return null;
    }

    /**
     * Halves the chunk until its output and maps of sources on {@code grids} different grids leave half of the memory to the
     * sources' pixels, of which nothing is known yet.
     *
     * @param band of the chunk
     * @param allowed bytes
     * @return null if even the smallest chunk does not fit
     */
    static @Nullable FittingChunkSize ofMaps(OpenArray array, int band, int grids, long allowed) {
        int rows = array.grid().chunkHeight() / 2;
        int columns = array.grid().chunkWidth() / 2;
        while (isLargeEnough(rows, columns)) {
            long bytes = outputBytes(array.spec(), band, columns, rows)
                    + WarpMaps.scratchBytes(columns, rows)
                    + grids * WarpMaps.mostBytes(columns, rows);
            if (bytes <= allowed / 2) {
                return new FittingChunkSize(rows, columns);
            }
            rows /= 2;
            columns /= 2;
        }
        return null;
    }

    /** Whether half of such a chunk is one still. */
    static boolean canHalve(int rows, int columns) {
        return isLargeEnough(rows / 2, columns / 2);
    }

    private static boolean isLargeEnough(int rows, int columns) {
        return Math.max(rows, columns) >= SMALLEST && Math.min(rows, columns) > 0;
    }

    /** A chunk's samples, the compressor's buffer and the compressed samples, in bytes; provenance likewise. */
    static long outputBytes(ArraySpec spec, int band, int columns, int rows) {
        int pixel = spec.format(band).dtype().bytes() + (spec.storage().provenance() ? Integer.BYTES : 0);
        return 3L * columns * rows * pixel + (1 << 10);
    }

    private static long grids(List<LocatedSource> sources) {
        return sources.stream().map(source -> source.source().grid()).distinct().count();
    }

    /** As the command line takes it. */
    @Override
    public String toString() {
        return rows == columns ? Integer.toString(rows) : rows + "," + columns;
    }

    /** Most that one source takes for a part of the block. */
    private static SourceNeed need(LocatedSource source, PixelWindow block, int columns, int rows) {
        PixelWindow window = source.map().window();
        if (window == null) {
            return new SourceNeed(0, 0);
        }
        long width = Math.min(window.width(), (long) Math.ceil(columns * density(source, block, false)) + 2);
        long height = Math.min(window.height(), (long) Math.ceil(rows * density(source, block, true)) + 2);
        return SourceNeed.of(source.source(), width, height);
    }

    /**
     * Source columns (or rows) per array column (or row): the most of any square that lies in the source as a whole. With
     * no such square a part may hold all that the chunk holds.
     */
    private static double density(LocatedSource source, PixelWindow block, boolean down) {
        double most = 0;
        NearestMap map = source.map();
        for (int row = 0; row < map.cellsDown(); row++) {
            for (int column = 0; column < map.cellsAcross(); column++) {
                PixelWindow cell = map.covers(row, column) ? map.sourceOf(row, column) : null;
                if (cell != null) {
                    int length = down
                            ? Math.min(NearestMap.CELL, block.height() - row * NearestMap.CELL)
                            : Math.min(NearestMap.CELL, block.width() - column * NearestMap.CELL);
                    most = Math.max(most, (double) (down ? cell.height() : cell.width()) / length);
                }
            }
        }
        return most == 0 ? Integer.MAX_VALUE : most;
    }
}
