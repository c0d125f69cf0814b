package io.cogstream.job;

import io.cogstream.io.HttpOptions;
import io.cogstream.make.ChunkMaker;
import io.cogstream.make.CogChunkMaker;
import io.cogstream.make.MakerOptions;
import io.cogstream.operators.TaskJvm;
import io.cogstream.operators.fetch.SharedChunkMaker;

/**
 * Makes a chunk maker that suits the JVM it is made in, which is the one that tasks run in.
 *
 * @param tasks of one kind that run at a time, over all JVMs: no more threads than that decode
 */
record HeapSizedMaker(int tasks) implements SharedChunkMaker.Factory {
    private static final long serialVersionUID = 1;

    @Override
    public ChunkMaker create() {
        Runtime here = Runtime.getRuntime();
        // A cluster spreads its tasks over JVMs, and a JVM has no use for more threads than processors.
        int threads = Math.min(tasks, here.availableProcessors());
        return CogChunkMaker.create(MakerOptions.forHeap(threads, here.maxMemory()), HttpOptions.DEFAULT);
    }

    /** What one chunk may take in a JVM whose every task shall be at one, in bytes. */
    static long chunkBytes(TaskJvm jvm) {
        return MakerOptions.forHeap(jvm.slots(), jvm.heapBytes()).pixelBytes() / jvm.slots();
    }
}
