package io.cogstream.tiff;

import io.cogstream.failure.SourceException;
import io.cogstream.io.ByteSource;
import io.cogstream.tiff.TileRanges.TileRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Reads tiles in as few requests as sensible and decodes them on an executor. */
public final class TileReader {
    private final Executor decoding;

    /** @param decoding runs decompression, which takes CPU and never waits */
    public TileReader(Executor decoding) {
        this.decoding = decoding;
    }

    /**
     * Reads and decodes tiles of one level. All of them are in memory at once: the caller bounds how many.
     *
     * @param tiles indices as of {@link TiffImage#tileIndex}
     * @return the pixels of each, in the order of {@code tiles}, as of {@link TileDecoder#decode}; fails with a {@link
     *     SourceException}
     */
    public CompletableFuture<List<byte[]>> read(ByteSource source, GeoTiff file, int level, int[] tiles) {
        List<TileRequest> requests;
        try {
            requests =
                    TileRanges.plan(file, level, Arrays.stream(tiles).distinct().toArray());
        } catch (SourceException e) {
            return CompletableFuture.failedFuture(e);
        }
        Map<Integer, byte[]> decoded = new ConcurrentHashMap<>();
        List<CompletableFuture<Void>> parts = new ArrayList<>();
        for (TileRequest request : requests) {
            parts.add(source.read(request.range().offset(), request.range().length())
                    .thenCompose(read -> decodeAll(file, level, request, read, decoded)));
        }
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(done -> inOrder(file, level, tiles, decoded));
    }

    private CompletableFuture<Void> decodeAll(
            GeoTiff file, int level, TileRequest request, ByteBuffer read, Map<Integer, byte[]> decoded) {
        TiffImage image = file.levels().get(level);
        return CompletableFuture.allOf(request.tiles().stream()
                .map(tile -> CompletableFuture.runAsync(
                        () -> decoded.put(tile, decode(file, level, tile, request.slice(read, image, tile))), decoding))
                .toArray(CompletableFuture[]::new));
    }

    static byte[] decode(GeoTiff file, int level, int tile, ByteBuffer compressed) {
        try {
            return TileDecoder.decode(file, level, tile, compressed);
        } catch (SourceException e) {
            throw new CompletionException(e);
        }
    }

    private static List<byte[]> inOrder(GeoTiff file, int level, int[] tiles, Map<Integer, byte[]> decoded) {
        List<byte[]> pixels = new ArrayList<>();
        for (int tile : tiles) {
            byte[] read = decoded.get(tile);
            pixels.add(read == null ? TileDecoder.sparse(file, level, tile) : read);
        }
        return pixels;
    }
}
