package io.cogstream.zarr;

import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.ObjectStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A written array of bands, time steps, rows and columns, for reading it back. Chunks hold one band and one time step.
 *
 * @param store where it is
 * @param bands names along the band axis
 * @param time steps along the time axis
 * @param height rows
 * @param width columns
 * @param chunkHeight rows of a chunk
 * @param chunkWidth columns of a chunk
 * @param pixels the arrays that hold pixels; who reads it back is not told about provenance
 */
public record ZarrCube(
        ObjectStore store,
        List<String> bands,
        TimeAxis time,
        int height,
        int width,
        int chunkHeight,
        int chunkWidth,
        PixelArrays pixels) {

    public ZarrCube {
        bands = List.copyOf(bands);
        if ((long) chunkHeight * chunkWidth * pixels.largestSample() > ChunkEncoder.MAX_CHUNK_BYTES) {
            throw new IllegalArgumentException(
                    "chunks of %d x %d pixels are too large".formatted(chunkHeight, chunkWidth));
        }
    }

    /** @param band from 0 */
    public PixelFormat format(int band) {
        return pixels.format(band);
    }

    /**
     * Reads one chunk.
     *
     * @return little-endian samples {@code [row][column]} of a whole chunk, also at the array's edge; null when the store
     *     has no such chunk, which means fill throughout
     */
    public CompletableFuture<byte @Nullable []> read(ChunkIndex index) {
        int size = chunkHeight * chunkWidth * format(index.band()).dataType().bytes();
        return store.get(pixels.keys().key(index))
                .thenApply(content -> content == null ? null : ChunkEncoder.decode(content, size));
    }
}
