package io.cogstream.sample;

import java.nio.file.Path;

/**
 * Memory that sampling may take.
 *
 * @param tileBytes tiles on their way, compressed and decoded
 * @param pixelBytes places of wanted pixels, of the files that are being read
 * @param pairBytes which item has which point; more goes to a temporary file
 * @param valueBytes the values that were read; more goes to a temporary file
 * @param folder where temporary files go
 */
public record SampleMemory(long tileBytes, long pixelBytes, long pairBytes, long valueBytes, Path folder) {

    public SampleMemory {
        if (tileBytes < 1 || pixelBytes < 1 || pairBytes < 0 || valueBytes < 0) {
            throw new IllegalArgumentException("memory for sampling out of range: " + tileBytes + ", " + pixelBytes);
        }
    }

    /**
     * Shares a heap: a quarter for tiles, an eighth for values, a sixteenth each for places and pairs. The rest is for points,
     * items, headers, and what comes and goes.
     *
     * @param heapBytes the largest heap
     */
    public static SampleMemory forHeap(long heapBytes, Path folder) {
        return new SampleMemory(heapBytes / 4, heapBytes / 16, heapBytes / 16, heapBytes / 8, folder);
    }
}
