package io.cogstream.make;

/**
 * An item that may have pixels for a chunk.
 *
 * @param item position in the array's item index
 * @param href of the asset that the chunk's band reads
 * @param coversChunk whether its footprint contains the whole chunk
 */
public record Candidate(int item, String href, boolean coversChunk) {}
