package io.cogstream.codec;

import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.Iterator;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;

/**
 * Java's own JPEG reader, without colour conversion. An instance serves one thread at a time and keeps native memory, so a few
 * are kept in a pool.
 */
final class JpegReader {
    /** What libjpeg complains of although every pixel is there. */
    private static final Pattern HARMLESS = Pattern.compile(".*extraneous bytes before marker 0xd9.*");

    private static final NativePool<JpegReader> READERS = new NativePool<>(JpegReader::new, JpegReader::dispose);

    private final ImageReader reader;
    private @Nullable String warning;

    private JpegReader() {
        try {
            reader = Provider.JPEG.createReaderInstance();
        } catch (IOException e) {
            throw new IllegalStateException("Java's JPEG reader can't be made", e);
        }
        reader.addIIOReadWarningListener(
                (source, text) -> warning = HARMLESS.matcher(text).matches() ? warning : text);
    }

    /**
     * Decodes a stream that was checked to be a tile of the layout.
     *
     * @return components as they are, pixel by pixel
     */
    static byte[] decode(JpegStream stream, TileLayout layout) throws CodecException {
        JpegReader reader;
        try {
            reader = READERS.borrow();
        } catch (LinkageError e) {
            throw CodecException.unsupported("JPEG is not read by this Java: " + e);
        }
        boolean sound = false;
        try {
            byte[] pixels = reader.read(stream, layout);
            sound = true;
            return pixels;
        } finally {
            if (sound) {
                READERS.giveBack(reader);
            } else {
                reader.dispose();
            }
        }
    }

    private byte[] read(JpegStream stream, TileLayout layout) throws CodecException {
        warning = null;
        byte[] pixels;
        try {
            reader.setInput(new ArrayImageInput(stream.bytes(), stream.length()), true, true);
            pixels = ((DataBufferByte) reader.readRaster(0, null).getDataBuffer()).getData();
        } catch (IOException | RuntimeException e) {
            // The reader lets some damage surface as exceptions of the program.
            throw new CodecException(0, "JPEG: " + e.getMessage());
        } finally {
            reader.setInput(null);
        }
        if (warning != null || pixels.length != layout.bytes()) {
            throw new CodecException(0, "JPEG: " + (warning == null ? "decodes to another size" : warning));
        }
        return pixels;
    }

    private void dispose() {
        reader.dispose();
    }

    /** Holds what is found once. */
    private static final class Provider {
        static final ImageReaderSpi JPEG = find();

        /**
         * Looks it up with the system's class loader: ImageIO remembers the one of the thread that comes first, which may belong to
         * a job that ends.
         */
        private static ImageReaderSpi find() {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            try {
                Iterator<ImageReaderSpi> all =
                        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
                while (all.hasNext()) {
                    ImageReaderSpi one = all.next();
                    boolean javas = one.getClass().getModule() == ImageReaderSpi.class.getModule();
                    if (javas && one.getFormatNames()[0].equalsIgnoreCase("jpeg")) {
                        return one;
                    }
                }
                throw new NoClassDefFoundError("there is no JPEG reader");
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }
}
