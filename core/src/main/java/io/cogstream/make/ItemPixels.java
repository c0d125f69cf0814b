package io.cogstream.make;

import io.cogstream.warp.SourcePixels;

/**
 * The pixels that one item has for a chunk.
 *
 * @param item position in the array's item index
 */
record ItemPixels(int item, SourcePixels pixels) {}
