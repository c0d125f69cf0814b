package io.cogstream.make;

import io.cogstream.cube.BandSpec;
import io.cogstream.cube.OpenArray;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.PixelWindow;
import io.cogstream.tiff.TilesOfWindow;
import io.cogstream.warp.SourcePixels;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sources of one chunk: headers, then pixels.
 *
 * @param cost charged for what is read
 */
record SourceAccess(FetchResources resources, OpenArray array, BandSpec band, FetchCost cost) {

    /** A placed source, or why it is none. */
    record Placement(
            Candidate candidate,
            @Nullable PlacedSource source,
            @Nullable SourceException problem) {}

    /** A source and the tiles of it that are wanted. */
    record Wanted(Candidate candidate, LocatedSource source, int[] tiles) {

        /** Memory for the window, which stays. */
        long windowBytes() {
            return source.windowBytes();
        }

        /** Memory that reading takes beyond that of the window, until it is cut from the tiles. */
        long tileBytes() {
            long decoded = 0;
            long both = 0;
            for (int tile : tiles) {
                decoded += source.image().tileBytes(tile);
                both += LocatedSource.tileBytes(source.image(), tile);
            }
            return Math.max(decoded, both - windowBytes());
        }
    }

    /** Reads the header and works out which level serves the array. Fails only on a defect of the program. */
    CompletableFuture<Placement> place(Candidate candidate) {
        return resources
                .headers()
                .get(candidate.href(), cost.reads)
                .thenApplyAsync(
                        file -> {
                            try {
                                return new Placement(
                                        candidate, PlacedSource.place(candidate.href(), file, array, band), null);
                            } catch (SourceException e) {
                                throw new CompletionException(e);
                            }
                        },
                        resources.executor())
                .exceptionally(problem -> new Placement(candidate, null, sourceException(problem)));
    }

    /** Reads tiles and cuts the window from them. */
    CompletableFuture<SourcePixels> read(Wanted wanted) {
        PlacedSource source = wanted.source().source();
        cost.tiles.addAndGet(wanted.tiles().length);
        return resources
                .tiles()
                .read(source.href(), source.file(), source.level(), wanted.tiles(), cost)
                .thenApplyAsync(tiles -> cut(wanted.source(), wanted.tiles(), tiles), resources.executor());
    }

    private static SourcePixels cut(LocatedSource source, int[] numbers, List<byte[]> tiles) {
        PixelWindow window = Objects.requireNonNull(source.map().window());
        byte[] samples = new byte[Math.toIntExact(source.windowBytes())];
        TilesOfWindow parts = new TilesOfWindow(source.image(), source.source().sample(), window);
        for (int i = 0; i < numbers.length; i++) {
            parts.copy(numbers[i], tiles.get(i), samples);
        }
        return new SourcePixels(
                source.map(), source.type(), samples, source.source().nodata());
    }

    /** Anything else than a failing source is a defect of the program, and is thrown on. */
    static SourceException sourceException(Throwable problem) {
        Throwable cause = problem;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SourceException e) {
            return e;
        }
        throw problem instanceof CompletionException e ? e : new CompletionException(problem);
    }
}
