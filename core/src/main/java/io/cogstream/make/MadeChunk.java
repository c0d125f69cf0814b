package io.cogstream.make;

import io.cogstream.failure.ChunkFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one chunk.
 *
 * @param address which chunk
 * @param status made, empty or failed
 * @param key the object's name below the array's store; null unless made
 * @param content the object's bytes, encoded; null unless made
 * @param provenance the object that says which item each pixel is from; null unless made, in an array that keeps it
 * @param failures sources that failed: why the chunk failed, or (made, errors ignored) which sources it lacks
 * @param cost what it took
 */
public record MadeChunk(
        ChunkAddress address,
        Status status,
        @Nullable String key,
        byte @Nullable [] content,
        @Nullable ChunkObject provenance,
        List<ChunkFailure> failures,
        Cost cost) {

    /** How a request can end. */
    public enum Status {
        /** Content is there and must be written, even when every pixel is fill. */
        MADE,
        /** No item touches the chunk; nothing is written and it reads as fill. */
        EMPTY,
        /** Not written; {@link MadeChunk#failures()} says why. */
        FAILED
    }

    /**
     * What making the chunk took.
     *
     * @param pixels pixels of the array inside the chunk, 0 unless made
     * @param sources source images that were read
     * @param requests range requests that this chunk caused
     * @param bytes source bytes that this chunk read
     * @param files headers that this chunk read
     * @param tiles tiles that the chunk needed
     * @param cachedTiles those of them that were in memory already
     * @param fetchNanos from request to pixels in memory
     * @param decodeNanos decompressing, summed over threads
     * @param warpNanos reprojecting and mosaicking
     * @param encodeNanos compressing the result
     */
    public record Cost(
            long pixels,
            int sources,
            long requests,
            long bytes,
            long files,
            int tiles,
            int cachedTiles,
            long fetchNanos,
            long decodeNanos,
            long warpNanos,
            long encodeNanos) {}
}
