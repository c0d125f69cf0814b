package io.cogstream.tiff;

import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.io.ByteRange;
import io.cogstream.io.ByteSource;
import io.cogstream.io.RangeCoalescer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads a header in rounds: parse as far as bytes are there, read what was missing, parse again. */
final class HeaderReading {
    private static final int FIRST_REQUEST = 16 << 10;
    private static final int MAX_REQUESTS = 64;
    private static final long MAX_BYTES = 80L << 20;

    /** Tables of one header lie close together, and one request for two of them beats two. */
    private static final RangeCoalescer COALESCER = new RangeCoalescer(256 << 10, 40 << 20);

    private final ByteSource source;
    private final HeaderBytes bytes;
    private int requests;
    private long requested;

    HeaderReading(ByteSource source) {
        this.source = source;
        this.bytes = new HeaderBytes(source.href());
    }

    CompletableFuture<GeoTiff> start() {
        return fetch(List.of(new ByteRange(0, FIRST_REQUEST)));
    }

    private CompletableFuture<GeoTiff> fetch(List<ByteRange> ranges) {
        for (ByteRange range : ranges) {
            requests++;
            requested += range.length();
        }
        if (requests > MAX_REQUESTS || requested > MAX_BYTES) {
            return CompletableFuture.failedFuture(new UnsupportedSourceException(
                    source.href(),
                    "a header of more than %d requests or %d bytes is not read".formatted(MAX_REQUESTS, MAX_BYTES)));
        }
        CompletableFuture<@Nullable Void> all = CompletableFuture.completedFuture(null);
        for (ByteRange range : ranges) {
            all = all.thenCombine(source.read(range.offset(), range.length()), (done, read) -> {
                bytes.add(range, read);
                return null;
            });
        }
        return all.thenCompose(done -> parse());
    }

    private CompletableFuture<GeoTiff> parse() {
        try {
            GeoTiff header = HeaderParser.parse(bytes);
            List<ByteRange> missing = bytes.takeMissing();
            if (missing.isEmpty() && header != null) {
                return CompletableFuture.completedFuture(header);
            }
            return fetch(withLookAhead(missing));
        } catch (SourceException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Each overview's tables have a quarter of the entries of the level before, and follow them in a COG: two fifths more
     * than the first table's length reach them all.
     */
    private static List<ByteRange> withLookAhead(List<ByteRange> missing) {
        List<ByteRange> ranges = new ArrayList<>();
        for (RangeCoalescer.Merged merged : COALESCER.merge(missing)) {
            ByteRange range = merged.range();
            long length = range.length() + FIRST_REQUEST + (long) (range.length() * 0.4);
            ranges.add(new ByteRange(range.offset(), (int)
                    Math.min(length, Math.min(Integer.MAX_VALUE, Long.MAX_VALUE - range.offset()))));
        }
        return ranges;
    }
}
