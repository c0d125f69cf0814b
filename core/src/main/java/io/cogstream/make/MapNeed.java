package io.cogstream.make;

import io.cogstream.cube.OpenArray;
import io.cogstream.grid.Affine;
import io.cogstream.grid.PixelWindow;
import io.cogstream.warp.SourceGrid;
import io.cogstream.warp.WarpMaps;
import java.util.Set;

/**
 * Most memory that the warp maps of one chunk take, in bytes, without computing them.
 *
 * @param kept by the maps
 * @param scratch beyond that, for a moment, while they are computed one after the other
 */
record MapNeed(long kept, long scratch) {

    /** @param block array pixels of the chunk */
    static MapNeed of(OpenArray array, PixelWindow block, Set<SourceGrid> grids) {
        Affine transform = array.grid().transform();
        long kept = 0;
        long scratch = 0;
        for (SourceGrid grid : grids) {
            kept += WarpMaps.mostBytes(array.crs(), transform, block, grid);
            scratch = Math.max(scratch, WarpMaps.scratchBytes(array.crs(), transform, block, grid));
        }
        return new MapNeed(kept, scratch);
    }
}
