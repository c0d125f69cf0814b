package io.cogstream.codec;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPReadParam;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import javax.imageio.ImageReader;

/**
 * Compression 50001: one <a href="https://www.rfc-editor.org/rfc/rfc9649">WebP</a> image per tile, lossy or lossless, of three
 * samples or of four with alpha. It takes libwebp, which the library brings for the usual platforms; on others such tiles
 * are refused.
 */
final class WebPCodec implements TileCodec {
    private final TileLayout layout;

    WebPCodec(CodecTags tags, TileLayout layout) throws CodecException {
        if (layout.bits() != 8 || layout.samples() < 3 || layout.samples() > 4) {
            throw CodecException.unsupported("WebP of %d samples of %d bits is not read (photometric %d)"
                    .formatted(layout.samples(), layout.bits(), tags.photometric()));
        }
        this.layout = layout;
    }

    @Override
    public void decode(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) throws CodecException {
        byte[] image = new byte[srcLength];
        System.arraycopy(src, srcOffset, image, 0, srcLength);
        try {
            ImageReader reader = Library.reader();
            reader.setInput(new ArrayImageInput(image, srcLength), true, true);
            // Before memory is taken for what the header claims.
            checkSize(reader.getWidth(0), reader.getHeight(0));
            store(reader.read(0), dst);
        } catch (IOException | RuntimeException e) {
            throw new CodecException(0, "WebP: " + e.getMessage());
        } catch (LinkageError e) {
            throw CodecException.unsupported("WebP is not read on this platform: " + e);
        }
    }

    private void checkSize(int width, int height) throws CodecException {
        if (width != layout.columns() || height != layout.rows()) {
            throw new CodecException(
                    0,
                    "WebP: %d x %d pixels in a tile of %d x %d"
                            .formatted(width, height, layout.columns(), layout.rows()));
        }
    }

    private void store(BufferedImage image, byte[] dst) throws CodecException {
        checkSize(image.getWidth(), image.getHeight());
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int opaque = image.getColorModel().hasAlpha() ? 0 : 0xFF00_0000;
        int at = 0;
        for (int i = 0; i < layout.columns() * layout.rows(); i++) {
            int argb = pixels[i] | opaque;
            dst[at++] = (byte) (argb >> 16);
            dst[at++] = (byte) (argb >> 8);
            dst[at++] = (byte) argb;
            if (layout.samples() == 4) {
                dst[at++] = (byte) (argb >> 24);
            }
        }
    }

    /** Loads native code on first use, once per process. */
    private static final class Library {
        private static final WebPImageReaderSpi PROVIDER = load();

        private static WebPImageReaderSpi load() {
            // Touches the native library, so that its absence shows here and not in the middle of a tile.
            var unused = new WebPReadParam();
            return new WebPImageReaderSpi();
        }

        static ImageReader reader() {
            return PROVIDER.createReaderInstance(null);
        }
    }
}
