package io.cogstream.plan;

import io.cogstream.grid.PixelWindow;
import io.cogstream.tiff.TiffImage;
import io.cogstream.warp.NearestMap;
import java.util.BitSet;

/** Which tiles of one level hold the source pixels of some squares of a chunk. */
public final class TileNeed {
    private TileNeed() {}

    /**
     * @param map from the chunk to the level
     * @param cells squares whose pixels are wanted
     * @param sample from 0; matters only where samples lie in planes of their own
     * @return tile numbers, ascending
     */
    public static int[] tiles(NearestMap map, CellSet cells, TiffImage image, int sample) {
        BitSet needed = new BitSet();
        cells.forEach((cellRow, cellColumn) -> {
            PixelWindow window = map.sourceOf(cellRow, cellColumn);
            if (window != null) {
                addTiles(window, image, needed);
            }
        });
        return needed.stream()
                .map(grid -> image.tileIndex(grid % image.tilesAcross(), grid / image.tilesAcross(), sample))
                .sorted()
                .toArray();
    }

    private static void addTiles(PixelWindow window, TiffImage image, BitSet needed) {
        int firstColumn = window.column() / image.tileWidth();
        int lastColumn = (window.endColumn() - 1) / image.tileWidth();
        for (int row = window.row() / image.tileHeight(); row <= (window.endRow() - 1) / image.tileHeight(); row++) {
            int start = row * image.tilesAcross();
            needed.set(start + firstColumn, start + lastColumn + 1);
        }
    }
}
