package io.cogstream.explain;

import io.cogstream.make.ChunkReads;
import java.io.IOException;

/** Takes what each chunk reads, one after the other. */
@FunctionalInterface
public interface ReadSink {
    void accept(ChunkReads chunk) throws IOException;

    /** Both, this one first. */
    default ReadSink and(ReadSink other) {
        return chunk -> {
            accept(chunk);
            other.accept(chunk);
        };
    }
}
