package io.cogstream.make;

import java.io.Serializable;

/**
 * Memory and threads of one JVM's chunk maker.
 *
 * @param threads that plan, decode and copy, at least 1
 * @param pixelBytes what chunks under way may hold: warp maps, tiles on their way, source pixels, output
 * @param tileCacheBytes decoded tiles kept for neighbouring chunks
 * @param headerCacheBytes headers kept
 * @param warpMapBytes warp maps kept
 */
public record MakerOptions(int threads, long pixelBytes, long tileCacheBytes, long headerCacheBytes, long warpMapBytes)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** Heap that Flink, an array's item index and all else take, in bytes. */
    private static final long REST = 64L << 20;

    public MakerOptions {
        if (threads < 1 || pixelBytes < 1 || tileCacheBytes < 0 || headerCacheBytes < 0 || warpMapBytes < 0) {
            throw new IllegalArgumentException("chunk maker options out of range: threads " + threads);
        }
    }

    /**
     * Shares the heap beyond the 64 MiB that Flink takes: three tenths for chunks under way, an eighth for tiles, a sixteenth
     * for warp maps, a thirty-second for headers. Together with the rest that stays below two thirds of the heap, which is all that
     * HotSpot's generational collectors give to what lives long, and leaves the others to objects that come and go.
     *
     * @param heapBytes the largest heap
     */
    public static MakerOptions forHeap(int threads, long heapBytes) {
        long shared = Math.max(heapBytes / 2, heapBytes - REST);
        return new MakerOptions(threads, shared / 10 * 3, shared / 8, shared / 32, shared / 16);
    }
}
