package io.cogstream.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.raster.DataType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pixels are compared with GDAL's by the tests on files; here is what a JPEG must not do. */
class JpegCodecTest {
    private static final int SIZE = 48;
    private static final TileLayout GREY = new TileLayout(SIZE, SIZE, 1, 8, DataType.UINT8);

    private static byte[] grey(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(1);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, 100 + i / width + random.nextInt(9));
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] decode(byte[] jpeg, TileLayout layout, CodecTags tags) throws CodecException {
        byte[] pixels = new byte[layout.bytes()];
        new JpegCodec(tags, layout).decode(jpeg, 0, jpeg.length, pixels, pixels.length);
        return pixels;
    }

    @Test
    void readsAJpegWithItsOwnTables() throws CodecException {
        byte[] pixels = decode(grey(SIZE, SIZE), GREY, CodecTags.NONE);
        for (int row = 0; row < SIZE; row++) {
            assertThat(pixels[row * SIZE] & 0xFF).isBetween(90 + row, 120 + row);
        }
    }

    @Test
    void refusesAnotherSizeOrNumberOfSamples() {
        assertThatThrownBy(() -> decode(grey(SIZE, SIZE - 1), GREY, CodecTags.NONE))
                .hasMessageContaining("48 x 47 pixels of 1 samples in a tile of 48 x 48 of 1");
        TileLayout rgb = new TileLayout(SIZE, SIZE, 3, 8, DataType.UINT8);
        assertThatThrownBy(() -> decode(grey(SIZE, SIZE), rgb, CodecTags.NONE)).hasMessageContaining("of 3");
    }

    @Test
    void refusesEveryTruncation() {
        byte[] jpeg = grey(SIZE, SIZE);
        for (int length = 0; length < jpeg.length - 2; length += 1 + length / 50) {
            byte[] cut = Arrays.copyOf(jpeg, length);
            assertThatThrownBy(() -> decode(cut, GREY, CodecTags.NONE))
                    .as("%d of %d bytes", length, jpeg.length)
                    .isInstanceOf(CodecException.class);
        }
    }

    @Test
    void answersDamageWithPixelsOrATypedFailure() {
        byte[] jpeg = grey(SIZE, SIZE);
        Random random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = jpeg.clone();
            for (int flips = 0; flips < 1 + i % 4; flips++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(decode(damaged, GREY, CodecTags.NONE)).hasSize(SIZE * SIZE);
            } catch (CodecException e) {
                assertThat(e.offset()).isBetween(0, damaged.length);
            }
        }
    }

    @Test
    void namesWhatItDoesNotRead() {
        byte[] arithmetic = grey(SIZE, SIZE);
        for (int i = 0; i < arithmetic.length; i++) {
            if (arithmetic[i] == (byte) 0xFF && arithmetic[i + 1] == (byte) 0xC0) {
                arithmetic[i + 1] = (byte) 0xC9;
            }
        }
        assertThatThrownBy(() -> decode(arithmetic, GREY, CodecTags.NONE))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.isUnsupported()).isTrue())
                .hasMessageContaining("0xC9");
        TileLayout twelve = new TileLayout(SIZE, SIZE, 1, 12, DataType.UINT16);
        assertThatThrownBy(() -> new JpegCodec(CodecTags.NONE, twelve)).hasMessageContaining("12-bit");
        TileLayout five = new TileLayout(SIZE, SIZE, 5, 8, DataType.UINT8);
        assertThatThrownBy(() -> new JpegCodec(CodecTags.NONE, five)).hasMessageContaining("5 interleaved samples");
    }

    @Test
    void refusesAnImageOfAThousandScans() {
        byte[] jpeg = grey(SIZE, SIZE);
        byte[] scans = Arrays.copyOf(jpeg, jpeg.length + 4000);
        for (int i = jpeg.length; i < scans.length; i += 4) {
            scans[i] = (byte) 0xFF;
            scans[i + 1] = (byte) 0xDA;
        }
        assertThatThrownBy(() -> decode(scans, GREY, CodecTags.NONE)).hasMessageContaining("scans");
    }

    @Test
    void givesEveryThreadItsOwnPixels() throws Exception {
        byte[] jpeg = grey(SIZE, SIZE);
        byte[] expected = decode(jpeg, GREY, CodecTags.NONE);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<byte[]> task = () -> decode(jpeg, GREY, CodecTags.NONE);
            for (Future<byte[]> pixels :
                    threads.invokeAll(Stream.generate(() -> task).limit(400).toList())) {
                assertThat(pixels.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
