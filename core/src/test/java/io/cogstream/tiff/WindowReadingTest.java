package io.cogstream.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.codec.CodecTags;
import io.cogstream.codec.Predictor;
import io.cogstream.codec.TileCodecs;
import io.cogstream.failure.MalformedSourceException;
import io.cogstream.grid.PixelWindow;
import io.cogstream.io.ByteSource;
import io.cogstream.raster.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowReadingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "comp-zstd-i16-strips.tif",
                "pred2-u8-rgb.tif",
                "pred2-u16-planar.tif",
                "pred3-f32-be.tif",
                "layout-sparse.tif",
                "comp-jpeg-ycbcr.tif",
                "comp-webp-lossless-rgba.tif",
                "comp-lerc-u8.tif",
                "meta-nbits12.tif",
                "pred3-float16.tif",
                "mask-internal-overviews.tif"
            })
    void windowsLevelsAndThreadsDoNotChangePixels(String name) {
        MemorySource source = new MemorySource(MemorySource.resource(name));
        GeoTiff file = GeoTiffHeader.read(source).join();
        Random random = new Random(11);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int number = 0; number < file.levels().size() + file.masks().size(); number++) {
                for (int sample = 0; sample < file.image(number).samplesPerPixel(); sample++) {
                    compareWindows(source, file, number, sample, random, threads);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** All windows are under way at the same time. */
    private static void compareWindows(
            MemorySource source, GeoTiff file, int number, int sample, Random random, ExecutorService threads) {
        TiffImage image = file.image(number);
        byte[] whole = new RasterReader(Runnable::run)
                .readWindow(source, file, number, sample, new PixelWindow(0, 0, image.width(), image.height()))
                .join();
        Map<PixelWindow, CompletableFuture<byte[]>> parts = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            PixelWindow window = window(image, random);
            parts.put(window, new RasterReader(threads).readWindow(source, file, number, sample, window));
        }
        parts.forEach((window, part) -> assertThat(part.join())
                .as("image %d, sample %d, %s", number, sample, window)
                .isEqualTo(cut(whole, image, window)));
    }

    @Test
    void readsManyRequestsWithoutDeepRecursion() {
        int tiles = 20_000;
        GeoTiff file = tilesFarApart(tiles);
        byte[] window = new RasterReader(Runnable::run)
                .readWindow(new ZeroSource(), file, 0, 0, new PixelWindow(0, 0, 16, 16 * tiles))
                .join();
        assertThat(window).hasSize(256 * tiles);
    }

    private static GeoTiff tilesFarApart(int tiles) {
        TiffImage image = new TiffImage(
                8,
                16,
                16 * tiles,
                16,
                16,
                true,
                1,
                DataType.UINT8,
                8,
                false,
                TileCodecs.NONE,
                CodecTags.NONE,
                Predictor.NONE,
                List.of(),
                false,
                LongStream.range(0, tiles).map(i -> 16 + (i << 20)).toArray(),
                LongStream.range(0, tiles).map(i -> 256).toArray());
        return new GeoTiff(
                "zeros.tif",
                ByteOrder.LITTLE_ENDIAN,
                true,
                List.of(image),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                GdalMetadata.NONE,
                null);
    }

    /** A file of zeros without end. */
    private static final class ZeroSource implements ByteSource {
        @Override
        public String href() {
            return "zeros.tif";
        }

        @Override
        public CompletableFuture<ByteBuffer> read(long offset, int length) {
            return CompletableFuture.completedFuture(ByteBuffer.allocate(length));
        }
    }

    private static byte[] readAll(MemorySource source, GeoTiff file) {
        PixelWindow all =
                new PixelWindow(0, 0, file.image().width(), file.image().height());
        return new RasterReader(Runnable::run)
                .readWindow(source, file, 0, 0, all)
                .join();
    }

    @Test
    void readsNeighbouringTilesInOneRequest() {
        MemorySource source = new MemorySource(MemorySource.resource("comp-lzw-u8.tif"));
        GeoTiff file = GeoTiffHeader.read(source).join();
        source.requests().clear();
        byte[] pixels = readAll(source, file);
        assertThat(source.requests()).hasSize(1);
        assertThat(pixels).hasSize(file.image().width() * file.image().height());
    }

    @Test
    void readsSparseTilesWithoutARequest() {
        MemorySource source = new MemorySource(MemorySource.resource("layout-sparse.tif"));
        GeoTiff file = GeoTiffHeader.read(source).join();
        int sparse = IntStream.range(0, file.image().tileCount())
                .filter(file.image()::isSparse)
                .findFirst()
                .orElseThrow();
        source.requests().clear();
        PixelWindow pixel = new PixelWindow(
                sparse % file.image().tilesAcross() * 64, sparse / file.image().tilesAcross() * 64, 1, 1);
        byte[] pixels = new RasterReader(Runnable::run)
                .readWindow(source, file, 0, 0, pixel)
                .join();
        assertThat(source.requests()).isEmpty();
        assertThat(pixels).isEqualTo(new byte[2]);
    }

    @Test
    void namesLevelTileAndOffsetOfADamagedTile() {
        byte[] content = MemorySource.resource("comp-packbits-u8.tif");
        GeoTiff file = GeoTiffHeader.read(new MemorySource(content)).join();
        long offset = file.image().offsets()[2];
        MemorySource cut = new MemorySource(Arrays.copyOf(content, (int) offset + 10));
        PixelWindow inTile2 = new PixelWindow(128, 0, 1, 1);
        assertThatThrownBy(() -> new RasterReader(Runnable::run)
                        .readWindow(cut, file, 0, 0, inTile2)
                        .join())
                .hasCauseInstanceOf(MalformedSourceException.class)
                .hasMessageContaining("[memory.tif] level 0, tile 2: offset " + offset);
    }

    @Test
    void refusesWindowsOutsideTheImage() {
        MemorySource source = new MemorySource(MemorySource.resource("comp-lzw-u8.tif"));
        GeoTiff file = GeoTiffHeader.read(source).join();
        RasterReader reader = new RasterReader(Runnable::run);
        assertThatThrownBy(() -> reader.readWindow(source, file, 0, 0, new PixelWindow(100, 0, 31, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.readWindow(source, file, 0, 1, new PixelWindow(0, 0, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.readWindow(source, file, 1, 0, new PixelWindow(0, 0, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PixelWindow window(TiffImage image, Random random) {
        int column = random.nextInt(image.width());
        int row = random.nextInt(image.height());
        return new PixelWindow(
                column, row, 1 + random.nextInt(image.width() - column), 1 + random.nextInt(image.height() - row));
    }

    private static byte[] cut(byte[] whole, TiffImage image, PixelWindow window) {
        int bytes = image.dataType().bytes();
        byte[] part = new byte[(int) window.pixels() * bytes];
        for (int row = 0; row < window.height(); row++) {
            int from = ((window.row() + row) * image.width() + window.column()) * bytes;
            System.arraycopy(whole, from, part, row * window.width() * bytes, window.width() * bytes);
        }
        return part;
    }
}
