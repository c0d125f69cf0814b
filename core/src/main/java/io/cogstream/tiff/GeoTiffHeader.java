package io.cogstream.tiff;

import io.cogstream.io.ByteSource;
import java.util.concurrent.CompletableFuture;

/** Reads the header of a file. */
public final class GeoTiffHeader {
    private GeoTiffHeader() {}

    /**
     * Reads directories, tile tables and georeferencing, never pixels. One request of 16 KiB, and one more for a large COG.
     *
     * @return the header; fails with a {@link io.cogstream.failure.SourceException}
     */
    public static CompletableFuture<GeoTiff> read(ByteSource source) {
        return new HeaderReading(source).start();
    }
}
