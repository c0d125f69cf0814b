package io.cogstream.tiff;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.grid.PixelWindow;
import java.util.concurrent.CompletionException;

/** Reads all that a small file has: header, every image, validity. Whatever the bytes, it is read or refused by a typed failure. */
public final class WholeFile {
    /** A flip may turn a small file into one that honestly is large; such a window is nobody's test. */
    private static final long MAX_PIXELS = 1 << 20;

    private static final int MAX_SIDE = 1 << 10;
    private static final int MAX_SAMPLES = 8;

    private WholeFile() {}

    /**
     * @param what for messages
     * @return whether the file could be read as a whole
     * @throws AssertionError if it fails in another way than by a malformed or unsupported source that is named
     */
    public static boolean isRead(byte[] content, String what) {
        MemorySource source = new MemorySource(content);
        try {
            read(source, GeoTiffHeader.read(source).join());
            return true;
        } catch (CompletionException e) {
            checkTyped(e.getCause(), source, what);
            return false;
        }
    }

    private static void read(MemorySource source, GeoTiff file) {
        RasterReader reader = new RasterReader(Runnable::run);
        CogValidation.of(file);
        for (int number = 0; number < file.levels().size() + file.masks().size(); number++) {
            TiffImage image = file.image(number);
            PixelWindow part = part(image);
            for (int sample = 0; sample < Math.min(image.samplesPerPixel(), MAX_SAMPLES); sample++) {
                reader.readWindow(source, file, number, sample, part).join();
            }
        }
        new ValidityReader(reader)
                .readWindow(source, file, 0, 0, Math.min(file.bands(), MAX_SAMPLES), part(file.image()))
                .join();
    }

    private static PixelWindow part(TiffImage image) {
        int width = Math.min(image.width(), MAX_SIDE);
        return new PixelWindow(0, 0, width, (int) Math.min(image.height(), MAX_PIXELS / width));
    }

    private static void checkTyped(Throwable problem, MemorySource source, String what) {
        boolean typed = problem instanceof MalformedSourceException || problem instanceof UnsupportedSourceException;
        boolean named =
                problem instanceof SourceException && problem.getMessage().contains(source.href());
        if (!typed || !named) {
            throw new AssertionError(what + ": not a typed failure that names its file", problem);
        }
    }
}
