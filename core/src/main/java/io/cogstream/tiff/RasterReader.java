package io.cogstream.tiff;

import io.cogstream.failure.ContractException;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.PixelWindow;
import io.cogstream.io.ByteSource;
import io.cogstream.tiff.TileRanges.TileRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a window of one sample of a level. Tiles are dropped once their part is copied. */
public final class RasterReader {
    /** Requests in flight: enough to hide latency, few enough that what waits to be decoded stays small. */
    private static final int LANES = 4;

    /** A window is one array. */
    private static final long MAX_WINDOW_BYTES = Integer.MAX_VALUE - 8;

    private final Executor decoding;

    /** @param decoding runs decompression, which takes CPU and never waits */
    public RasterReader(Executor decoding) {
        this.decoding = decoding;
    }

    /**
     * Reads a window.
     *
     * @param level 0 is the full size, then overviews from fine to coarse, then masks, see {@link GeoTiff#image(int)}
     * @param sample counted from 0
     * @param window in pixels of the level, inside it
     * @return row-major little-endian samples in the file's own type; fails with a {@link SourceException}
     * @throws IllegalArgumentException if level, sample or window lie outside the file
     */
    public CompletableFuture<byte[]> readWindow(
            ByteSource source, GeoTiff file, int level, int sample, PixelWindow window) {
        TiffImage image = check(file, level, sample, window);
        long bytes = window.pixels() * image.dataType().bytes();
        if (bytes > MAX_WINDOW_BYTES) {
            return CompletableFuture.failedFuture(new ContractException(
                    file.href(), "a window of %d bytes is too large; read parts of it".formatted(bytes)));
        }
        try {
            TilesOfWindow tiles = new TilesOfWindow(image, sample, window);
            List<TileRequest> requests = TileRanges.plan(file, level, tiles.indices());
            byte[] pixels = new byte[(int) bytes];
            tiles.fillSparse(file, level, pixels);
            return new Reading(source, file, level, tiles, pixels, requests).start();
        } catch (SourceException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static TiffImage check(GeoTiff file, int level, int sample, PixelWindow window) {
        int images = file.levels().size() + file.masks().size();
        if (level < 0 || level >= images) {
            throw new IllegalArgumentException("[%s] no level %d; there are %d".formatted(file.href(), level, images));
        }
        TiffImage image = file.image(level);
        if (sample < 0 || sample >= image.samplesPerPixel()) {
            throw new IllegalArgumentException(
                    "[%s] no sample %d; there are %d".formatted(file.href(), sample, image.samplesPerPixel()));
        }
        if ((long) window.column() + window.width() > image.width()
                || (long) window.row() + window.height() > image.height()) {
            throw new IllegalArgumentException("[%s] %s is not inside level %d of %d x %d"
                    .formatted(file.href(), window, level, image.width(), image.height()));
        }
        return image;
    }

    private static byte[] decodeTile(GeoTiff file, int level, int tile, ByteBuffer compressed) {
        try {
            return TileDecoder.decode(file, level, tile, compressed);
        } catch (SourceException e) {
            throw new CompletionException(e);
        }
    }

    /** One window being read: a few lanes take requests from the queue until it is empty. */
    private final class Reading {
        private final ByteSource source;
        private final GeoTiff file;
        private final int level;
        private final TilesOfWindow tiles;
        private final byte[] pixels;
        private final ConcurrentLinkedQueue<TileRequest> requests;
        private final AtomicInteger running = new AtomicInteger(LANES);
        private final CompletableFuture<byte[]> result = new CompletableFuture<>();

        Reading(
                ByteSource source,
                GeoTiff file,
                int level,
                TilesOfWindow tiles,
                byte[] pixels,
                List<TileRequest> requests) {
            this.source = source;
            this.file = file;
            this.level = level;
            this.tiles = tiles;
            this.pixels = pixels;
            this.requests = new ConcurrentLinkedQueue<>(requests);
        }

        CompletableFuture<byte[]> start() {
            for (int lane = 0; lane < LANES; lane++) {
                run();
            }
            return result;
        }

        /** One lane. It loops where reads are done at once, as recursion would be as deep as there are requests. */
        private void run() {
            CompletableFuture<Void> step;
            do {
                TileRequest request = requests.poll();
                if (request == null) {
                    if (running.decrementAndGet() == 0) {
                        result.complete(pixels);
                    }
                    return;
                }
                step = source.read(request.range().offset(), request.range().length())
                        .thenAcceptAsync(read -> decode(request, read), decoding);
            } while (step.isDone() && !step.isCompletedExceptionally());
            var unused = step.whenComplete((done, failure) -> {
                if (failure == null) {
                    run();
                } else {
                    requests.clear();
                    result.completeExceptionally(
                            failure instanceof CompletionException && failure.getCause() != null
                                    ? failure.getCause()
                                    : failure);
                }
            });
        }

        private void decode(TileRequest request, ByteBuffer read) {
            TiffImage image = file.image(level);
            for (int tile : request.tiles()) {
                tiles.copy(tile, decodeTile(file, level, tile, request.slice(read, image, tile)), pixels);
            }
        }
    }
}
