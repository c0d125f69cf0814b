package io.cogstream.job;

import io.cogstream.failure.SourceException;
import io.cogstream.grid.PixelWindow;
import io.cogstream.io.ByteSource;
import io.cogstream.io.ByteSources;
import io.cogstream.io.DefaultByteSources;
import io.cogstream.io.HttpOptions;
import io.cogstream.io.ReadStatistics;
import io.cogstream.open.RequestException;
import io.cogstream.raster.DataType;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.GeoTiffHeader;
import io.cogstream.tiff.RasterReader;
import io.cogstream.tiff.TiffImage;
import io.cogstream.tiff.ValidityReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes raw pixels of a COG as a numpy file of shape (bands, rows, columns). */
@Command(
        name = "read",
        description = "Writes raw pixels of a COG to a .npy file of shape (bands, rows, columns).",
        mixinStandardHelpOptions = true)
final class ReadCommand implements Callable<Integer> {
    /** Bytes of one part of the image that is read at a time. */
    private static final long PART_BYTES = 64L << 20;

    @Parameters(index = "0", paramLabel = "FILE", description = "Path or URL of the file.")
    private String file = "";

    @Option(names = "--output", required = true, paramLabel = "A.npy", description = "File to write.")
    private Path output = Path.of("");

    @Option(names = "--band", paramLabel = "N", description = "One band, counted from 1. Default: all.")
    private @Nullable Integer band;

    @Option(
            names = "--level",
            paramLabel = "N",
            description = "0 is full size, then overviews from fine to coarse. Default: ${DEFAULT-VALUE}.")
    private int level;

    @Option(
            names = "--window",
            paramLabel = "COL,ROW,W,H",
            split = ",",
            description = "Part of the level, in its pixels. Default: all of it.")
    private int @Nullable [] window;

    @Option(
            names = "--mask",
            description = "Which pixels are valid instead of their values: one band of 255 where valid, 0 elsewhere;"
                    + " of an image with alpha, that.")
    private boolean mask;

    @Override
    public Integer call() throws Exception {
        ExecutorService executor =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (ByteSources sources = new DefaultByteSources(executor, HttpOptions.DEFAULT)) {
            ByteSource source = sources.open(Hrefs.absolute(file), new ReadStatistics());
            GeoTiff header = GeoTiffHeader.read(source).join();
            write(source, header, new RasterReader(executor));
        } finally {
            executor.shutdown();
        }
        return ExitCode.DONE;
    }

    private void write(ByteSource source, GeoTiff header, RasterReader reader)
            throws IOException, RequestException, SourceException {
        if (level < 0 || level >= header.levels().size()) {
            throw new RequestException(
                    "--level: the file has levels 0 to " + (header.levels().size() - 1));
        }
        TiffImage image = header.levels().get(level);
        if (band != null && (band < 1 || band > image.samplesPerPixel())) {
            throw new RequestException("--band: the file has bands 1 to " + image.samplesPerPixel());
        }
        PixelWindow part = window(image);
        int first = band == null ? 0 : band - 1;
        int end = band == null ? image.samplesPerPixel() : band;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output), 1 << 16)) {
            if (mask) {
                out.write(NpyFormat.header(DataType.UINT8, 1, part.height(), part.width()));
                ValidityReader validity = new ValidityReader(reader);
                inParts(image, part, out, rows -> validity.readWindow(source, header, level, first, end, rows));
                return;
            }
            out.write(NpyFormat.header(image.dataType(), end - first, part.height(), part.width()));
            for (int i = first; i < end; i++) {
                int sample = i;
                inParts(image, part, out, rows -> reader.readWindow(source, header, level, sample, rows));
            }
        } catch (IOException | RuntimeException e) {
            // Half an array looks like a whole one; a device or pipe stays.
            if (Files.isRegularFile(output)) {
                Files.delete(output);
            }
            throw e;
        }
    }

    private PixelWindow window(TiffImage image) throws RequestException {
        if (window == null) {
            return new PixelWindow(0, 0, image.width(), image.height());
        }
        boolean inside = window.length == 4
                && window[0] >= 0
                && window[1] >= 0
                && window[2] > 0
                && window[3] > 0
                && (long) window[0] + window[2] <= image.width()
                && (long) window[1] + window[3] <= image.height();
        if (!inside) {
            throw new RequestException("--window: col,row,width,height must lie inside the level's %d x %d pixels"
                    .formatted(image.width(), image.height()));
        }
        return new PixelWindow(window[0], window[1], window[2], window[3]);
    }

    /** Reads one part of the image. */
    private interface PartReader {
        CompletableFuture<byte[]> read(PixelWindow part);
    }

    /** In parts of whole rows, so that memory stays small however large the image is. */
    private static void inParts(TiffImage image, PixelWindow all, OutputStream out, PartReader reader)
            throws IOException {
        long rowBytes = (long) all.width() * image.dataType().bytes();
        int rows = (int) Math.max(1, PART_BYTES / rowBytes / image.tileHeight()) * image.tileHeight();
        for (int row = all.row(); row < all.endRow(); ) {
            int end = (int) Math.min(all.endRow(), (row / image.tileHeight()) * (long) image.tileHeight() + rows);
            out.write(reader.read(new PixelWindow(all.column(), row, all.width(), end - row))
                    .join());
            row = end;
        }
    }
}
