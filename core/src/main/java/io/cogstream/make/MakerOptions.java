package io.cogstream.make;

import java.io.Serializable;

/**
 * Memory and threads of one JVM's chunk maker.
 *
 * @param threads that plan, decode and copy, at least 1
 * @param pixelBytes source pixels that may be in memory for chunks under way
 * @param tileCacheBytes decoded tiles kept for neighbouring chunks
 * @param headerCacheBytes headers kept
 * @param warpMapBytes warp maps kept
 */
public record MakerOptions(int threads, long pixelBytes, long tileCacheBytes, long headerCacheBytes, long warpMapBytes)
        implements Serializable {
    private static final long serialVersionUID = 1;

    public MakerOptions {
        if (threads < 1 || pixelBytes < 1 || tileCacheBytes < 0 || headerCacheBytes < 0 || warpMapBytes < 0) {
            throw new IllegalArgumentException("chunk maker options out of range: threads " + threads);
        }
    }

    /** Shares {@code heapBytes} of heap: a third for pixels under way, a sixth for tiles, a tenth for warp maps. */
    public static MakerOptions forHeap(int threads, long heapBytes) {
        return new MakerOptions(threads, heapBytes / 3, heapBytes / 6, heapBytes / 32, heapBytes / 10);
    }
}
