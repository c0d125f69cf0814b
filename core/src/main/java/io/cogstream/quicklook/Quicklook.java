package io.cogstream.quicklook;

import io.cogstream.io.ObjectStore;
import io.cogstream.zarr.ZarrCube;
import io.cogstream.zarr.ZarrReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import javax.imageio.ImageIO;

/**
 * One PNG per time step of a written array: the bands red, green and blue if it has them, else its first band in grey. Each
 * band is stretched from its 2nd to its 98th percentile; pixels without data in any of the bands are transparent. Large
 * arrays are decimated, but every chunk of the bands is read.
 */
public final class Quicklook {
    /** Longest side of a picture, in pixels. */
    public static final int MAX_SIZE = 1024;

    private static final List<String> RED_GREEN_BLUE = List.of("red", "green", "blue");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss.nnnnnnnnn").withZone(ZoneOffset.UTC);

    private Quicklook() {}

    /**
     * Draws every time step. Blocks.
     *
     * @param array the store of a complete array
     * @param folder where to put {@code 2023-06-03.png} or {@code 2023-06-03T181500.png}; made if it is not there
     * @return the files, in the order of time
     * @throws IOException if the array can't be read or a file can't be written
     */
    public static List<Path> write(ObjectStore array, Path folder) throws IOException {
        try {
            ZarrCube cube = ZarrReader.open(array).join();
            Files.createDirectories(folder);
            List<Path> files = new ArrayList<>();
            for (int step = 0; step < cube.time().size(); step++) {
                Path file = folder.resolve(label(cube.time().instant(step)) + ".png");
                writePng(draw(cube, step), file);
                files.add(file);
            }
            return files;
        } catch (CompletionException e) {
            throw new IOException("can't draw " + array.uri() + ": " + cause(e).getMessage(), e);
        }
    }

    private static Throwable cause(CompletionException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    /** Also tells apart the steps of a time axis in nanoseconds. */
    private static String label(Instant time) {
        if (time.getNano() != 0) {
            return EXACT.format(time);
        }
        return time.getEpochSecond() % 86_400 == 0 ? DAY.format(time) : INSTANT.format(time);
    }

    private static BufferedImage draw(ZarrCube cube, int time) {
        Decimation decimation = Decimation.of(cube, MAX_SIZE);
        List<float[]> samples = new ArrayList<>();
        List<Stretch> stretches = new ArrayList<>();
        for (int band : bands(cube)) {
            float[] values = decimation.sample(cube, band, time);
            samples.add(values);
            stretches.add(Stretch.of(values));
        }
        BufferedImage image = new BufferedImage(decimation.width(), decimation.height(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < decimation.height(); y++) {
            for (int x = 0; x < decimation.width(); x++) {
                image.setRGB(x, y, colour(samples, stretches, y * decimation.width() + x));
            }
        }
        return image;
    }

    private static List<Integer> bands(ZarrCube cube) {
        if (!cube.bands().containsAll(RED_GREEN_BLUE)) {
            return List.of(0);
        }
        return RED_GREEN_BLUE.stream().map(cube.bands()::indexOf).toList();
    }

    private static int colour(List<float[]> samples, List<Stretch> stretches, int pixel) {
        int colour = 0xFF;
        for (int channel = 0; channel < 3; channel++) {
            int band = Math.min(channel, samples.size() - 1);
            float value = samples.get(band)[pixel];
            if (Float.isNaN(value)) {
                return 0;
            }
            colour = colour << 8 | stretches.get(band).level(value);
        }
        return colour;
    }

    private static void writePng(BufferedImage image, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java has no PNG writer");
            }
        }
    }
}
