package io.cogstream.make;

import io.cogstream.grid.ChunkIndex;

/**
 * One chunk of one array.
 *
 * @param array URI of the array's store
 * @param index which storage chunk
 */
public record ChunkAddress(String array, ChunkIndex index) {}
