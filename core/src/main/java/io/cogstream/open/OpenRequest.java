package io.cogstream.open;

import io.cogstream.cube.ErrorPolicy;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.grid.BoundingBox;
import io.cogstream.raster.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What array a user wants, as given.
 *
 * @param items stac-geoparquet file or hive-partitioned folder
 * @param crs of the array: EPSG code or PROJ string
 * @param pixelWidth CRS units
 * @param pixelHeight CRS units, positive
 * @param box in the array's CRS
 * @param datetime instant, day or interval; null for all times
 * @param timePeriod ISO 8601 period of one step, or {@code none}
 * @param bands asset keys or {@code asset:n}; empty for the data assets of the first item
 * @param ids items to take, empty for all
 * @param collections collections to take, empty for all
 * @param filter CQL2 as text or JSON, null for all items
 * @param sortBy properties, {@code -} before one that descends; empty for file order
 * @param hrefMap prefix rewrites {@code FROM=TO}
 * @param mosaic how items of one step are combined
 * @param dtype type of the array, null to infer it
 * @param nodata value of masked pixels, null to infer it
 * @param chunkHeight rows of a chunk, or {@link #FITTING_CHUNKS}
 * @param chunkWidth columns of a chunk, likewise
 * @param errors what an unreadable source does
 * @param storage how the array keeps its pixels
 */
public record OpenRequest(
        String items,
        String crs,
        double pixelWidth,
        double pixelHeight,
        BoundingBox box,
        @Nullable String datetime,
        String timePeriod,
        List<String> bands,
        List<String> ids,
        List<String> collections,
        @Nullable String filter,
        List<String> sortBy,
        List<String> hrefMap,
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
