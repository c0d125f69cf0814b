package io.cogstream.sample;

import io.cogstream.failure.ContractException;
import io.cogstream.failure.SourceException;
import io.cogstream.io.ByteSource;
import io.cogstream.make.MemoryBudget;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.TiffImage;
import io.cogstream.tiff.TileDecoder;
import io.cogstream.tiff.TileRanges;
import io.cogstream.tiff.TileRanges.TileRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads tiles of a file, each once, neighbours in one request. A request waits until there is memory for its bytes and one
 * decoded tile.
 *
 * @param memory for requests under way; those who read hold no more of it while they wait
 * @param decoding threads that decode and visit
 */
record TileReading(MemoryBudget memory, Executor decoding) {

    /**
     * Reads some tiles of one image.
     *
     * @param number of the image, for {@link GeoTiff#image(int)}
     * @param tiles each once
     * @return done when every tile was visited; fails only on a defect of the program
     */
    CompletableFuture<@Nullable Void> read(
            ByteSource source, GeoTiff file, int number, int[] tiles, TileVisitor visitor) {
        TiffImage image = file.image(number);
        List<CompletableFuture<?>> all = new ArrayList<>();
        int[] sparse = Arrays.stream(tiles).filter(image::isSparse).toArray();
        if (sparse.length > 0) {
            all.add(sparse(file, number, sparse, visitor));
        }
        for (TileRequest request : requests(file, number, tiles, visitor)) {
            long bytes = request.range().length() + largest(image, request.tiles());
            if (bytes > memory.capacity()) {
                SourceException problem = new ContractException(
                        file.href(),
                        "its tiles need %d bytes, but only %d may be used; give the JVM a larger heap"
                                .formatted(bytes, memory.capacity()));
                request.tiles().forEach(tile -> visitor.failed(tile, problem));
            } else {
                all.add(withMemory(bytes, () -> fetch(source, file, number, request, visitor)));
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private static long largest(TiffImage image, List<Integer> tiles) {
        return tiles.stream().mapToLong(image::tileBytes).max().orElse(0);
    }

    private CompletableFuture<@Nullable Void> withMemory(
            long bytes, Supplier<CompletableFuture<@Nullable Void>> action) {
        return memory.acquire(bytes)
                .thenCompose(granted -> action.get().whenComplete((done, problem) -> granted.close()));
    }

    /** The requests for the tiles whose place in the file makes sense; each of the others fails alone. */
    private static List<TileRequest> requests(GeoTiff file, int number, int[] tiles, TileVisitor visitor) {
        int[] placed = Arrays.stream(tiles)
                .filter(tile -> isPlaced(file, number, tile, visitor))
                .toArray();
        try {
            return TileRanges.plan(file, number, placed);
        } catch (SourceException e) {
            throw new IllegalStateException("tiles that can be read one by one can't be read together", e);
        }
    }

    private static boolean isPlaced(GeoTiff file, int number, int tile, TileVisitor visitor) {
        try {
            TileRanges.plan(file, number, new int[] {tile});
            return true;
        } catch (SourceException e) {
            visitor.failed(tile, e);
            return false;
        }
    }

    /** Tiles that were left out have the same pixels; some strips may only be shorter than others. */
    private CompletableFuture<@Nullable Void> sparse(GeoTiff file, int number, int[] tiles, TileVisitor visitor) {
        TiffImage image = file.image(number);
        int longest = Arrays.stream(tiles).reduce(tiles[0], (a, b) -> image.tileBytes(a) < image.tileBytes(b) ? b : a);
        Runnable visit = () -> {
            byte[] samples = TileDecoder.sparse(file, number, longest);
            for (int tile : tiles) {
                visitor.decoded(tile, samples);
            }
        };
        return withMemory(
                Math.min(image.tileBytes(longest), memory.capacity()),
                () -> CompletableFuture.runAsync(visit, decoding));
    }

    private CompletableFuture<@Nullable Void> fetch(
            ByteSource source, GeoTiff file, int number, TileRequest request, TileVisitor visitor) {
        return source.read(request.range().offset(), request.range().length())
                .handleAsync(
                        (bytes, problem) -> {
                            if (bytes == null) {
                                SourceException cause = sourceException(problem);
                                request.tiles().forEach(tile -> visitor.failed(tile, cause));
                            } else {
                                decode(file, number, request, bytes, visitor);
                            }
                            return null;
                        },
                        decoding);
    }

    private static void decode(GeoTiff file, int number, TileRequest request, ByteBuffer bytes, TileVisitor visitor) {
        for (int tile : request.tiles()) {
            byte[] samples;
            try {
                samples = TileDecoder.decode(file, number, tile, request.slice(bytes, file.image(number), tile));
            } catch (SourceException e) {
                visitor.failed(tile, e);
                continue;
            }
            visitor.decoded(tile, samples);
        }
    }

    /** Anything else than a failing source is a defect of the program, and is thrown on. */
    static SourceException sourceException(@Nullable Throwable problem) {
        Throwable cause = problem;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SourceException source) {
            return source;
        }
        throw new CompletionException(cause);
    }
}
