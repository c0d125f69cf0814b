package io.cogstream.make;

import io.cogstream.warp.WarpMaps;
import java.util.concurrent.Executor;

/**
 * What all chunks of a JVM share while they are fetched.
 *
 * @param executor for planning, decoding and copying; its threads may compute but never wait
 */
record FetchResources(
        SourceHeaders headers, SourceTiles tiles, WarpMaps maps, MemoryBudget budget, Executor executor) {}
