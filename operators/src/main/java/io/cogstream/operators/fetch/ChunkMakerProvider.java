package io.cogstream.operators.fetch;

import io.cogstream.make.ChunkMaker;
import java.io.Serializable;

/**
 * Brings a {@link ChunkMaker} to the JVM that a task runs in. Fetch and warp of one slot share the maker, so within a JVM
 * every {@code acquire()} between the first and the last release must give the same one.
 */
public interface ChunkMakerProvider extends Serializable {

    /** The maker to use until it is given back by {@link #release()}. */
    ChunkMaker acquire() throws Exception;

    /** Gives one {@link #acquire()} back; the last one closes the maker. */
    void release();
}
