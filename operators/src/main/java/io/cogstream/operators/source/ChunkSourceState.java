package io.cogstream.operators.source;

import java.util.List;

/**
 * What the enumerator holds at a checkpoint.
 *
 * @param extent the array and its regions when the run began; a resumed run keeps these regions
 * @param nextRegion first region that no reader has been given, counted from 0
 * @param returned regions that a lost reader gave back
 */
public record ChunkSourceState(ArrayExtent extent, long nextRegion, List<RegionSplit> returned) {
    public ChunkSourceState {
        returned = List.copyOf(returned);
    }
}
