package io.cogstream.zarr;

import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.ObjectStore;
import io.cogstream.raster.DataType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A written {@code (band, time, y, x)} array, for reading it back. Chunks hold one band and one time step.
 *
 * @param store where it is
 * @param bands names along the band axis
 * @param time steps along the time axis
 * @param height rows
 * @param width columns
 * @param chunkHeight rows of a chunk
 * @param chunkWidth columns of a chunk
 * @param dataType type of the pixels
 * @param nodata the value of pixels without data, null when unknown
 */
public record ZarrCube(
        ObjectStore store,
        List<String> bands,
        TimeAxis time,
        int height,
        int width,
        int chunkHeight,
        int chunkWidth,
        DataType dataType,
        @Nullable Double nodata) {

    public ZarrCube {
        bands = List.copyOf(bands);
        if ((long) chunkHeight * chunkWidth * dataType.bytes() > ChunkEncoder.MAX_CHUNK_BYTES) {
            throw new IllegalArgumentException(
                    "chunks of %d x %d pixels are too large".formatted(chunkHeight, chunkWidth));
        }
    }

    /**
     * Reads one chunk.
     *
     * @return little-endian samples {@code [row][column]} of a whole chunk, also at the array's edge; null when the store
     *     has no such chunk, which means fill throughout
     */
    public CompletableFuture<byte @Nullable []> read(ChunkIndex index) {
        int size = chunkHeight * chunkWidth * dataType.bytes();
        return store.get(ChunkKeys.key(index))
                .thenApply(content -> content == null ? null : ChunkEncoder.decode(content, size));
    }
}
