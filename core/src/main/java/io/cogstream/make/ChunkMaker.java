package io.cogstream.make;

import java.util.concurrent.CompletableFuture;

/**
 * Makes chunks of any array, in two steps that a pipeline runs in two operators. One instance serves all slots of a JVM;
 * safe for concurrent use.
 */
public interface ChunkMaker extends AutoCloseable {

    /**
     * Resolves the chunk against the array's index and brings its source pixels into memory. Never blocks the caller; waits
     * for memory, network and decoding are all behind the future.
     *
     * @return a chunk that the caller must {@link FetchedChunk#close() close}; what goes wrong with sources is inside it,
     *     so the future fails only on a defect of the program or when the maker is closed
     */
    CompletableFuture<FetchedChunk> fetch(ChunkAddress address);

    /** Reprojects, mosaics and encodes on the calling thread. Does not close {@code fetched}. */
    MadeChunk assemble(FetchedChunk fetched);

    /** Cancels what is under way and stops every thread of this maker. */
    @Override
    void close();
}
