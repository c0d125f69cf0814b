package io.cogstream.make;

import io.cogstream.cube.BandSpec;
import io.cogstream.cube.OpenArray;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.PixelWindow;
import io.cogstream.tiff.TiffImage;
import io.cogstream.tiff.TilesOfWindow;
import io.cogstream.tiff.ValidityBand;
import io.cogstream.tiff.ValidityReader;
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

    /**
     * A source and the tiles of it that are wanted.
     *
     * @param validityTiles tiles of the band of validity where it has some of its own
     */
    record Wanted(Candidate candidate, LocatedSource source, int[] tiles, int[] validityTiles) {

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
            TiffImage validity = source.source().validityImage();
            for (int tile : validityTiles) {
                decoded += Objects.requireNonNull(validity).tileBytes(tile);
                both += LocatedSource.tileBytes(validity, tile);
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
        ValidityBand validity = source.validity();
        CompletableFuture<List<byte[]>> pixels = tiles(source, source.level(), wanted.tiles());
        CompletableFuture<List<byte[]>> validityTiles = validity == null || wanted.validityTiles().length == 0
                ? CompletableFuture.completedFuture(List.of())
                : tiles(source, validity.image(), wanted.validityTiles());
        return pixels.thenCombineAsync(validityTiles, (tiles, more) -> cut(wanted, tiles, more), resources.executor());
    }

    private CompletableFuture<List<byte[]>> tiles(PlacedSource source, int image, int[] numbers) {
        cost.tiles.addAndGet(numbers.length);
        return resources.tiles().read(source.href(), source.file(), image, numbers, cost);
    }

    private static SourcePixels cut(Wanted wanted, List<byte[]> tiles, List<byte[]> validityTiles) {
        LocatedSource source = wanted.source();
        byte[] samples = cut(source, source.image(), source.source().sample(), wanted.tiles(), tiles);
        return new SourcePixels(
                source.map(), source.type(), samples, source.source().nodata(), validity(wanted, tiles, validityTiles));
    }

    private static byte @Nullable [] validity(Wanted wanted, List<byte[]> tiles, List<byte[]> validityTiles) {
        PlacedSource source = wanted.source().source();
        ValidityBand band = source.validity();
        if (band == null) {
            return null;
        }
        TiffImage image = source.file().image(band.image());
        byte[] samples = source.hasValidityTiles()
                ? cut(wanted.source(), image, band.sample(), wanted.validityTiles(), validityTiles)
                : cut(wanted.source(), image, band.sample(), wanted.tiles(), tiles);
        return ValidityReader.nonZero(samples, image.dataType(), (byte) 1);
    }

    /** The source's window of one sample of an image. */
    private static byte[] cut(LocatedSource source, TiffImage image, int sample, int[] numbers, List<byte[]> tiles) {
        PixelWindow window = Objects.requireNonNull(source.map().window());
        byte[] samples =
                new byte[Math.toIntExact(window.pixels() * image.dataType().bytes())];
        TilesOfWindow parts = new TilesOfWindow(image, sample, window);
        for (int i = 0; i < numbers.length; i++) {
            parts.copy(numbers[i], tiles.get(i), samples);
        }
        return samples;
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
