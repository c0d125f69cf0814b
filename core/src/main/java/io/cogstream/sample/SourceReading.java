package io.cogstream.sample;

import io.cogstream.failure.ContractException;
import io.cogstream.failure.SourceException;
import io.cogstream.io.ByteSource;
import io.cogstream.io.ByteSources;
import io.cogstream.io.ReadStatistics;
import io.cogstream.sample.SampleSource.Use;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.GeoTiffHeader;
import io.cogstream.tiff.TiffImage;
import io.cogstream.tiff.ValidityBand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the wanted values of one file: its header, then tiles, then the tiles of its mask that are needed then.
 *
 * @param statistics counts what that costs
 */
record SourceReading(
        SamplePlan plan, SampleTable table, SampleFailures failures, TileReading tiles, ReadStatistics statistics) {

    /** Done when all values are in the table, or why not among the failures; fails only on a defect of the program. */
    CompletableFuture<@Nullable Void> read(SampleSource source, ByteSources sources) {
        ByteSource bytes;
        try {
            bytes = sources.open(source.href(), statistics);
        } catch (SourceException e) {
            failAll(source.uses(), "header", e);
            return CompletableFuture.completedFuture(null);
        }
        statistics.file();
        return GeoTiffHeader.read(bytes)
                .handleAsync(
                        (file, problem) -> file == null
                                ? failed(source, TileReading.sourceException(problem))
                                : pixels(source, bytes, file),
                        tiles.decoding())
                .thenCompose(Function.identity());
    }

    private CompletableFuture<@Nullable Void> failed(SampleSource source, SourceException problem) {
        failAll(source.uses(), "header", problem);
        return CompletableFuture.completedFuture(null);
    }

    private void failAll(List<Use> uses, String stage, SourceException problem) {
        boolean isFatal = failures.isFatal(problem.kind());
        for (Use use : uses) {
            plan.places().forEach(use.item(), (point, row) -> table.putFailure(row, use.band(), isFatal));
            failures.add(use.item(), use.band(), stage, problem, plan.places().count(use.item()));
        }
    }

    private CompletableFuture<@Nullable Void> pixels(SampleSource source, ByteSource bytes, GeoTiff file) {
        WantedPixels pixels;
        try {
            PixelLocator locator =
                    new PixelLocator(file, plan.request().points().crs());
            pixels = WantedPixels.of(plan, usable(source, file), locator);
        } catch (SourceException e) {
            return failed(source, e);
        }
        SampledImage image = SampledImage.of(file, plan.bands(), plan.request().nodata());
        TilePixels wanted = image.tiles(pixels);
        return tiles.read(bytes, file, 0, wanted.tiles(), new Visitor(wanted, pixels) {
                    @Override
                    public void decoded(int tile, byte[] samples) {
                        wanted.forEach(tile, pixel -> image.take(wanted, samples, pixels, pixel, table));
                    }
                })
                .thenCompose(done -> validity(image, bytes, pixels));
    }

    /** The bands that the file has. */
    private List<Use> usable(SampleSource source, GeoTiff file) {
        List<Use> usable = new ArrayList<>();
        for (Use use : source.uses()) {
            int sample = plan.bands().get(use.band()).sample();
            if (sample <= file.bands()) {
                usable.add(use);
            } else {
                String name = plan.bands().get(use.band()).name();
                failAll(
                        List.of(use),
                        "header",
                        new ContractException(
                                file.href(),
                                "band '%s' asks for sample %d, but the file has %d"
                                        .formatted(name, sample, file.bands())));
            }
        }
        return usable;
    }

    private CompletableFuture<@Nullable Void> validity(SampledImage image, ByteSource bytes, WantedPixels pixels) {
        ValidityBand band = image.validity();
        if (band == null || !image.hasValidityTiles()) {
            return CompletableFuture.completedFuture(null);
        }
        TiffImage mask = image.file().image(band.image());
        TilePixels wanted = image.validityTiles(band, pixels, table);
        return tiles.read(bytes, image.file(), band.image(), wanted.tiles(), new Visitor(wanted, pixels) {
            @Override
            public void decoded(int tile, byte[] samples) {
                wanted.forEach(tile, pixel -> {
                    if (mask.dataType().get(samples, wanted.position(pixel, band.sample())) == 0) {
                        table.putMasked(pixels.row(pixel), pixels.band(pixel));
                    }
                });
            }
        });
    }

    /** Tells for whom a tile was that could not be read. */
    private abstract class Visitor implements TileVisitor {
        private final TilePixels wanted;
        private final WantedPixels pixels;

        Visitor(TilePixels wanted, WantedPixels pixels) {
            this.wanted = wanted;
            this.pixels = pixels;
        }

        @Override
        public void failed(int tile, SourceException problem) {
            boolean isFatal = failures.isFatal(problem.kind());
            wanted.forEach(tile, pixel -> {
                table.putFailure(pixels.row(pixel), pixels.band(pixel), isFatal);
                failures.add(pixels.item(pixel), pixels.band(pixel), "read", problem, 1);
            });
        }
    }
}
