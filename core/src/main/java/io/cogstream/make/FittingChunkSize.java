package io.cogstream.make;

import io.cogstream.cube.OpenArray;
import io.cogstream.grid.PixelWindow;
import io.cogstream.tiff.TiffImage;
import io.cogstream.warp.NearestMap;
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
     * Halves the chunk until the worst part of it fits, by upper bounds: whole tiles are read however small the part is.
     *
     * @param block the array pixels of the chunk that does not fit
     * @param sample of the sources, from 0
     * @param sources those of them whose headers are known, at least one
     * @param more how many others there may be, taken to be as large as the largest
     * @param allowed bytes
     * @return null if even the smallest part does not fit
     */
    static @Nullable FittingChunkSize of(
            OpenArray array, PixelWindow block, int sample, List<LocatedSource> sources, int more, long allowed) {
        int rows = array.grid().chunkHeight() / 2;
        int columns = array.grid().chunkWidth() / 2;
        while (Math.max(rows, columns) >= SMALLEST && Math.min(rows, columns) > 0) {
            long bytes = 2L * rows * columns * array.spec().dtype().bytes();
            long largest = 0;
            for (LocatedSource source : sources) {
                long needed = new Part(source, block, sample).bytes(rows, columns);
                bytes += needed;
                largest = Math.max(largest, needed);
            }
            if (bytes + more * largest <= allowed) {
                return new FittingChunkSize(rows, columns);
            }
            rows /= 2;
            columns /= 2;
        }
        return null;
    }

    /** As the command line takes it. */
    @Override
    public String toString() {
        return rows == columns ? Integer.toString(rows) : rows + "," + columns;
    }

    /** What one source gives to a part of the block. */
    private record Part(LocatedSource source, PixelWindow block, int sample) {
        long bytes(int rows, int columns) {
            PixelWindow window = source.map().window();
            if (window == null) {
                return 0;
            }
            TiffImage image = source.image();
            long width = Math.min(window.width(), (long) Math.ceil(columns * density(false)) + 2);
            long height = Math.min(window.height(), (long) Math.ceil(rows * density(true)) + 2);
            long across = Math.min(image.tilesAcross(), (width + image.tileWidth() - 2) / image.tileWidth() + 1);
            long down = Math.min(image.tilesDown(), (height + image.tileHeight() - 2) / image.tileHeight() + 1);
            return width * height * source.type().bytes()
                    + across * down * image.tileBytes(image.tileIndex(0, 0, sample));
        }

        /**
         * Source columns (or rows) per array column (or row): the most of any square that lies in the source as a whole. With
         * no such square a part may hold all that the chunk holds.
         */
        private double density(boolean down) {
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
}
