package io.cogstream.sample;

import io.cogstream.failure.SourceException;

/** Takes what it wants from tiles. Called by many threads, for a tile once. */
interface TileVisitor {
    /**
     * A tile; its memory is given back when the method returns.
     *
     * @param samples little-endian
     */
    void decoded(int tile, byte[] samples);

    /** A tile that could not be read. */
    void failed(int tile, SourceException problem);
}
