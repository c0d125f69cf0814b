package io.cogstream.plan;

import io.cogstream.grid.PixelWindow;
import io.cogstream.tiff.TiffImage;
import io.cogstream.tiff.TilesOfWindow;
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
                for (int tile : new TilesOfWindow(image, sample, window).indices()) {
                    needed.set(tile);
                }
            }
        });
        return needed.stream().toArray();
    }
}
