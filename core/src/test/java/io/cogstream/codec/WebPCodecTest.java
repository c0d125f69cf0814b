package io.cogstream.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.luciad.imageio.webp.WebPImageWriterSpi;
import io.cogstream.raster.DataType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

/** Pixels are compared with GDAL's by the tests on files; here is what a WebP must not do. */
class WebPCodecTest {
    private static final int SIZE = 40;
    private static final TileLayout RGB = new TileLayout(SIZE, SIZE, 3, 8, DataType.UINT8);

    private static byte[] webp(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, (100 + i / width) * 0x01_01_01 + random.nextInt(9));
        }
        ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(image);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] decode(byte[] webp, TileLayout layout) throws CodecException {
        byte[] pixels = new byte[layout.bytes()];
        new WebPCodec(CodecTags.NONE, layout).decode(webp, 0, webp.length, pixels, pixels.length);
        return pixels;
    }

    @Test
    void givesAnOpaqueImageAnAlphaBandOf255() throws CodecException {
        byte[] rgb = decode(webp(SIZE, SIZE), RGB);
        byte[] rgba = decode(webp(SIZE, SIZE), new TileLayout(SIZE, SIZE, 4, 8, DataType.UINT8));
        for (int i = 0; i < SIZE * SIZE; i++) {
            assertThat(Arrays.copyOfRange(rgba, 4 * i, 4 * i + 3)).isEqualTo(Arrays.copyOfRange(rgb, 3 * i, 3 * i + 3));
            assertThat(rgba[4 * i + 3]).isEqualTo((byte) 255);
        }
    }

    @Test
    void refusesAnotherSize() {
        assertThatThrownBy(() -> decode(webp(SIZE, SIZE + 1), RGB))
                .hasMessageContaining("40 x 41 pixels in a tile of 40 x 40");
    }

    @Test
    void refusesEveryTruncation() {
        byte[] webp = webp(SIZE, SIZE);
        for (int length = 0; length < webp.length - 2; length += 1 + length / 50) {
            byte[] cut = Arrays.copyOf(webp, length);
            assertThatThrownBy(() -> decode(cut, RGB)).isInstanceOf(CodecException.class);
        }
    }

    @Test
    void answersDamageWithPixelsOrATypedFailure() {
        byte[] webp = webp(SIZE, SIZE);
        Random random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = webp.clone();
            for (int flips = 0; flips < 1 + i % 4; flips++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(decode(damaged, RGB)).hasSize(3 * SIZE * SIZE);
            } catch (CodecException e) {
                assertThat(e.isUnsupported()).isFalse();
            }
        }
    }

    @Test
    void namesWhatItDoesNotRead() {
        TileLayout grey = new TileLayout(SIZE, SIZE, 1, 8, DataType.UINT8);
        assertThatThrownBy(() -> new WebPCodec(CodecTags.NONE, grey))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.isUnsupported()).isTrue())
                .hasMessageContaining("WebP of 1 samples");
    }
}
