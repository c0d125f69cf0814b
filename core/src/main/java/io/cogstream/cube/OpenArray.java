package io.cogstream.cube;

import io.cogstream.area.Area;
import io.cogstream.grid.ArrayGrid;
import io.cogstream.grid.PixelWindow;
import io.cogstream.io.ObjectStore;
import io.cogstream.proj.Crs;
import io.cogstream.stac.ItemIndex;
import io.cogstream.zarr.ChunkKeys;
import org.jspecify.annotations.Nullable;

/**
 * An array with all that making its chunks needs. Immutable, shared by all threads.
 *
 * @param store where it lives
 * @param spec what it is
 * @param index the items that it is made of
 * @param crs the parsed CRS of the spec
 * @param grid the pixels and chunks of the spec
 * @param keys names of its chunks
 * @param area the outline that the spec names, in the array's CRS; null for none
 */
public record OpenArray(
        ObjectStore store,
        ArraySpec spec,
        ItemIndex index,
        Crs crs,
        ArrayGrid grid,
        ChunkKeys keys,
        @Nullable Area area) {

    public OpenArray(ObjectStore store, ArraySpec spec, ItemIndex index, @Nullable Area area) {
        this(store, spec, index, spec.parsedCrs(), spec.grid(), spec.chunkKeys(), area);
    }

    /** Whether a block of pixels may have any that is wanted. */
    public boolean wants(PixelWindow block) {
        return area == null || area.meets(grid.box(block));
    }

    /**
     * Which asset of the index a band reads.
     *
     * @param band from 0
     */
    public int assetNumber(int band) {
        return index.assets().indexOf(spec.bands().get(band).asset());
    }
}
