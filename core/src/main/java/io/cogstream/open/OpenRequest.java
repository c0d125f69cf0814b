package io.cogstream.open;

import io.cogstream.cube.ErrorPolicy;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.grid.BoundingBox;
import io.cogstream.raster.DataType;
import org.jspecify.annotations.Nullable;

/**
 * What array a user wants, as given.
 *
 * @param selection which items and bands
 * @param crs of the array: EPSG code, PROJ string, WKT or PROJJSON
 * @param pixelWidth CRS units
 * @param pixelHeight CRS units, positive
 * @param box in the array's CRS; null for the bounds of the geometry
 * @param align whether the box is widened to the pixel edges of the first item's first band, whose CRS is the array's
 * @param geometry polygons that items and output are clipped to: a GeoJSON file, or GeoJSON itself; null for the whole box
 * @param timePeriod ISO 8601 period of one step, {@code none} or {@code solar-day}
 * @param mosaic how items of one step are combined
 * @param dtype type of the array, null to infer it
 * @param nodata value of masked pixels, null to infer it
 * @param chunkHeight rows of a chunk, or {@link #FITTING_CHUNKS}
 * @param chunkWidth columns of a chunk, likewise
 * @param errors what an unreadable source does
 * @param storage how the array keeps its pixels
 */
public record OpenRequest(
        ItemSelection selection,
        String crs,
        double pixelWidth,
        double pixelHeight,
        @Nullable BoundingBox box,
        boolean align,
        @Nullable String geometry,
        String timePeriod,
        MosaicMethod mosaic,
        @Nullable DataType dtype,
        @Nullable Double nodata,
        int chunkHeight,
        int chunkWidth,
        ErrorPolicy errors,
        StorageRequest storage) {

    public OpenRequest {
        if (storage.provenance() && !mosaic.picksOne()) {
            throw new IllegalArgumentException(
                    "--provenance: a pixel of --mosaic %s is of no single item; first, highest and lowest pick one"
                            .formatted(mosaic.label()));
        }
    }

    /** Rows and columns of a chunk, unless said otherwise or the memory wants smaller ones. */
    public static final int DEFAULT_CHUNK_SIDE = 1024;

    /** Leaves the chunk size to the program: that of the array that is there, or else one that fits the memory. */
    public static final int FITTING_CHUNKS = 0;

    /** Whether the chunk size is left to the program. */
    public boolean wantsFittingChunks() {
        return chunkHeight == FITTING_CHUNKS && chunkWidth == FITTING_CHUNKS;
    }
}
