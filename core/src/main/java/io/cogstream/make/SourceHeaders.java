package io.cogstream.make;

import io.cogstream.failure.SourceException;
import io.cogstream.io.ByteSources;
import io.cogstream.io.ReadStatistics;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.GeoTiffHeader;
import io.cogstream.tiff.TiffImage;
import java.util.concurrent.CompletableFuture;

/** Headers of source files, read once and kept while there is room. Failures are not kept. Safe for concurrent use. */
final class SourceHeaders {
    private final ByteSources sources;
    private final SingleFlightCache<String, GeoTiff> headers;

    /** @param maxBytes memory for headers */
    SourceHeaders(ByteSources sources, long maxBytes) {
        this.sources = sources;
        this.headers = new SingleFlightCache<>(maxBytes, (href, file) -> weight(file));
    }

    /** About the bytes that a header keeps: the tables of its tiles, and the rest. */
    private static int weight(GeoTiff file) {
        long tiles = 0;
        for (TiffImage level : file.levels()) {
            tiles += level.tileCount();
        }
        for (TiffImage mask : file.masks()) {
            tiles += mask.tileCount();
        }
        return (int) Math.min(Integer.MAX_VALUE, 2048 + 16 * tiles);
    }

    /** @param statistics charged only when the header is not in memory */
    CompletableFuture<GeoTiff> get(String href, ReadStatistics statistics) {
        return headers.get(href, () -> {
            try {
                statistics.file();
                return GeoTiffHeader.read(sources.open(href, statistics));
            } catch (SourceException e) {
                return CompletableFuture.failedFuture(e);
            }
        });
    }
}
