package io.cogstream.operators.metrics;

import io.cogstream.failure.FailureKind;

/** Every name under which an operator reports to Flink's metric system, below its operator's scope. */
public final class MetricNames {
    /** Gauge: requests whose source pixels are not in memory yet. */
    public static final String FETCHES_IN_FLIGHT = "fetchesInFlight";
    /** Gauge: chunks whose pixels wait for the warp. */
    public static final String CHUNKS_WAITING_FOR_WARP = "chunksWaitingForWarp";

    /** Counters: chunks by how they ended; made ones may still be on their way to the store. */
    public static final String CHUNKS_MADE = "chunksMade";

    public static final String CHUNKS_EMPTY = "chunksEmpty";
    public static final String CHUNKS_FAILED = "chunksFailed";
    /** Counter: pixels of the array that were made. */
    public static final String PIXELS = "pixels";
    /** Counters: what was read of the sources. */
    public static final String SOURCE_REQUESTS = "sourceRequests";

    public static final String SOURCE_BYTES = "sourceBytes";
    public static final String SOURCE_FILES = "sourceFiles";
    /** Counters: tiles that chunks needed, and those of them that were in memory already. */
    public static final String TILES = "tiles";

    public static final String TILE_CACHE_HITS = "tileCacheHits";
    /** Histograms per made chunk, in microseconds. */
    public static final String FETCH_MICROS = "fetchMicros";

    public static final String DECODE_MICROS = "decodeMicros";
    public static final String WARP_MICROS = "warpMicros";
    public static final String ENCODE_MICROS = "encodeMicros";
    public static final String WRITE_MICROS = "writeMicros";

    /** Gauge and counters of the chunk sink. */
    public static final String WRITES_IN_FLIGHT = "writesInFlight";

    public static final String CHUNKS_WRITTEN = "chunksWritten";
    public static final String BYTES_WRITTEN = "bytesWritten";
    /** Counter of the failure log: failures beyond what it keeps. */
    public static final String FAILURES_NOT_LOGGED = "failuresNotLogged";

    private MetricNames() {}

    /** Counter: failures of one kind, of chunks and of sources left out, such as {@code failures.transient}. */
    public static String failures(FailureKind kind) {
        return "failures." + kind.label();
    }
}
