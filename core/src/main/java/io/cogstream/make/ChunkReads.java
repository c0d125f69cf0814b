package io.cogstream.make;

import io.cogstream.grid.ChunkIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What making one chunk would read.
 *
 * @param index which chunk
 * @param sources in source order; none if no item meets the chunk
 * @param problem why the chunk can't be made, and its other sources are not told; null if nothing is known against it
 */
public record ChunkReads(
        ChunkIndex index,
        List<SourceRead> sources,
        @Nullable String problem) {
    public ChunkReads {
        sources = List.copyOf(sources);
    }
}
