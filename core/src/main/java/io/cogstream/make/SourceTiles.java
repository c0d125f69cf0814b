package io.cogstream.make;

import io.cogstream.failure.SourceException;
import io.cogstream.io.ByteSource;
import io.cogstream.io.ByteSources;
import io.cogstream.make.SingleFlightCache.Ticket;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.TiffImage;
import io.cogstream.tiff.TileDecoder;
import io.cogstream.tiff.TileRanges;
import io.cogstream.tiff.TileRanges.TileRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Decoded tiles, fetched once however many chunks want them at the same time and kept while there is room. Failures are not
 * kept. Safe for concurrent use.
 */
final class SourceTiles {
    private final ByteSources sources;
    private final Executor decoding;
    private final SingleFlightCache<TileKey, byte[]> tiles;

    private record TileKey(String href, int level, int tile) {}

    /** @param maxBytes memory for decoded tiles that are kept for reuse */
    SourceTiles(ByteSources sources, Executor decoding, long maxBytes) {
        this.sources = sources;
        this.decoding = decoding;
        this.tiles = new SingleFlightCache<>(maxBytes, (key, tile) -> tile.length + 64);
    }

    /**
     * Tiles of one level of one file.
     *
     * @param level number for {@link GeoTiff#image(int)}
     * @param wanted tile numbers
     * @param cost charged for those that are not in memory
     * @return decoded tiles in the order of {@code wanted}
     */
    CompletableFuture<List<byte[]>> read(String href, GeoTiff file, int level, int[] wanted, FetchCost cost) {
        List<CompletableFuture<byte[]>> all = new ArrayList<>(wanted.length);
        Map<Integer, CompletableFuture<byte[]>> own = new LinkedHashMap<>();
        for (int tile : wanted) {
            Ticket<byte[]> ticket = tiles.claim(new TileKey(href, level, tile));
            all.add(ticket.value());
            CompletableFuture<byte[]> landing = ticket.landing();
            if (landing != null) {
                own.put(tile, landing);
            } else {
                cost.cachedTiles.incrementAndGet();
            }
        }
        if (!own.isEmpty()) {
            fetch(href, file, level, own, cost);
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(nothing -> all.stream().map(CompletableFuture::join).toList());
    }

    private void fetch(
            String href, GeoTiff file, int level, Map<Integer, CompletableFuture<byte[]>> own, FetchCost cost) {
        try {
            ByteSource source = sources.open(href, cost.reads);
            int[] wanted = own.keySet().stream().mapToInt(Integer::intValue).toArray();
            int[] numbers = placed(
                    file,
                    level,
                    wanted,
                    (tile, problem) -> Objects.requireNonNull(own.get(tile)).completeExceptionally(problem));
            for (TileRequest request : TileRanges.plan(file, level, numbers)) {
                CompletableFuture<ByteBuffer> unused = source.read(
                                request.range().offset(), request.range().length())
                        .whenComplete((bytes, problem) -> arrived(file, level, request, bytes, problem, own, cost));
            }
            for (int tile : numbers) {
                if (file.image(level).isSparse(tile)) {
                    complete(own, tile, () -> TileDecoder.sparse(file, level, tile));
                }
            }
        } catch (SourceException e) {
            own.values().forEach(tile -> tile.completeExceptionally(e));
        }
    }

    /**
     * The tiles whose place in the file makes sense. Of the others each fails alone, as neighbours may want the rest.
     *
     * @param refused told of those others
     */
    static int[] placed(GeoTiff file, int level, int[] tiles, BiConsumer<Integer, SourceException> refused) {
        return Arrays.stream(tiles)
                .filter(tile -> {
                    try {
                        TileRanges.plan(file, level, new int[] {tile});
                        return true;
                    } catch (SourceException e) {
                        refused.accept(tile, e);
                        return false;
                    }
                })
                .toArray();
    }

    private void arrived(
            GeoTiff file,
            int level,
            TileRequest request,
            @Nullable ByteBuffer bytes,
            @Nullable Throwable problem,
            Map<Integer, CompletableFuture<byte[]>> own,
            FetchCost cost) {
        TiffImage image = file.image(level);
        for (int tile : request.tiles()) {
            if (bytes == null) {
                Throwable cause = problem == null ? new IllegalStateException("no bytes") : problem;
                Objects.requireNonNull(own.get(tile)).completeExceptionally(cause);
            } else {
                complete(own, tile, () -> {
                    long start = System.nanoTime();
                    byte[] decoded = TileDecoder.decode(file, level, tile, request.slice(bytes, image, tile));
                    cost.decodeNanos.add(System.nanoTime() - start);
                    return decoded;
                });
            }
        }
    }

    private void complete(Map<Integer, CompletableFuture<byte[]>> own, int tile, Callable<byte[]> decode) {
        CompletableFuture<byte[]> future = Objects.requireNonNull(own.get(tile));
        Runnable task = () -> {
            try {
                future.complete(decode.call());
            } catch (Throwable e) {
                // Errors too, or everyone who waits for the tile would wait for ever.
                future.completeExceptionally(e);
            }
        };
        try {
            decoding.execute(task);
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(e);
        }
    }
}
