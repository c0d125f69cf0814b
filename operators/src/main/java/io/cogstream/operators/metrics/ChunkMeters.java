package io.cogstream.operators.metrics;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.failure.FailureKind;
import io.cogstream.make.MadeChunk.Cost;
import io.cogstream.make.MadeChunk.Status;
import io.cogstream.operators.message.ChunkResult;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** Counts chunk results into Flink's metrics. Used by one task thread. */
public final class ChunkMeters {
    private final Counter made;
    private final Counter empty;
    private final Counter failed;
    private final Counter pixels;
    private final Counter requests;
    private final Counter bytes;
    private final Counter files;
    private final Counter tiles;
    private final Counter cachedTiles;
    private final Histogram fetch;
    private final Histogram decode;
    private final Histogram warp;
    private final Histogram encode;
    private final Map<FailureKind, Counter> failures = new EnumMap<>(FailureKind.class);

    public ChunkMeters(MetricGroup group) {
        made = group.counter(MetricNames.CHUNKS_MADE);
        empty = group.counter(MetricNames.CHUNKS_EMPTY);
        failed = group.counter(MetricNames.CHUNKS_FAILED);
        pixels = group.counter(MetricNames.PIXELS);
        requests = group.counter(MetricNames.SOURCE_REQUESTS);
        bytes = group.counter(MetricNames.SOURCE_BYTES);
        files = group.counter(MetricNames.SOURCE_FILES);
        tiles = group.counter(MetricNames.TILES);
        cachedTiles = group.counter(MetricNames.TILE_CACHE_HITS);
        fetch = group.histogram(MetricNames.FETCH_MICROS, new RecentHistogram());
        decode = group.histogram(MetricNames.DECODE_MICROS, new RecentHistogram());
        warp = group.histogram(MetricNames.WARP_MICROS, new RecentHistogram());
        encode = group.histogram(MetricNames.ENCODE_MICROS, new RecentHistogram());
        for (FailureKind kind : FailureKind.values()) {
            failures.put(kind, group.counter(MetricNames.failures(kind)));
        }
    }

    public void record(ChunkResult result) {
        switch (result.status()) {
            case MADE -> made.inc();
            case EMPTY -> empty.inc();
            case FAILED -> failed.inc();
        }
        for (ChunkFailure failure : result.failures()) {
            failures.get(failure.kind()).inc();
        }
        Cost cost = result.cost();
        pixels.inc(cost.pixels());
        requests.inc(cost.requests());
        bytes.inc(cost.bytes());
        files.inc(cost.files());
        tiles.inc(cost.tiles());
        cachedTiles.inc(cost.cachedTiles());
        if (result.status() == Status.MADE) {
            time(cost);
        }
    }

    private void time(Cost cost) {
        fetch.update(cost.fetchNanos() / 1000);
        decode.update(cost.decodeNanos() / 1000);
        warp.update(cost.warpNanos() / 1000);
        encode.update(cost.encodeNanos() / 1000);
    }
}
