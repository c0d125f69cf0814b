package io.cogstream.make;

/** Decoded source pixels of one chunk, on their way from fetching to warping in the same thread of the same JVM. */
public interface FetchedChunk extends AutoCloseable {

    ChunkAddress address();

    /** Gives the pixels' memory back to the budget; further calls do nothing. */
    @Override
    void close();
}
