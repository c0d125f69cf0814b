package io.cogstream.make;

/**
 * One object of a chunk.
 *
 * @param key its name below the array's store
 * @param content its bytes, encoded
 */
public record ChunkObject(String key, byte[] content) {}
