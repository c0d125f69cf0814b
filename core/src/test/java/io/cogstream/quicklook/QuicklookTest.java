package io.cogstream.quicklook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cogstream.grid.Affine;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.FileObjectStore;
import io.cogstream.io.ObjectStore;
import io.cogstream.raster.DataType;
import io.cogstream.zarr.ChunkEncoder;
import io.cogstream.zarr.ChunkKeys;
import io.cogstream.zarr.CrsAttributes;
import io.cogstream.zarr.CubeLayout;
import io.cogstream.zarr.PixelArrays;
import io.cogstream.zarr.SampleCubes;
import io.cogstream.zarr.TimeAxis;
import io.cogstream.zarr.ZarrWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuicklookTest {
    @TempDir
    Path folder;

    private ObjectStore store;

    @BeforeEach
    void open() {
        store = new FileObjectStore(folder.resolve("cube.zarr"), Runnable::run);
    }

    @Test
    void drawsOnePictureOfTheColourBandsPerTimeStep() throws IOException {
        SampleCubes.write(store, SampleCubes.layout(DataType.UINT16, 0.0));

        List<Path> files = Quicklook.write(store, folder.resolve("png"));

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("2023-06-03.png", "2023-06-08.png");
        BufferedImage image = ImageIO.read(files.get(0).toFile());
        assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(70, 50);
        assertThat(image.getRGB(7, 7) >>> 24).as("alpha of nodata").isZero();
        assertThat(image.getRGB(8, 7) >>> 24).as("alpha of a pixel").isEqualTo(255);
        assertThat(image.getRGB(69, 0)).as("colour").isNotEqualTo(image.getRGB(60, 0));
    }

    @Test
    void drawsBandsThatHaveArraysOfTheirOwn() throws IOException {
        SampleCubes.write(store, SampleCubes.perBand(List.of("scene")));

        BufferedImage image = ImageIO.read(
                Quicklook.write(store, folder.resolve("png")).get(0).toFile());

        assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(70, 50);
        assertThat(image.getRGB(7, 7) >>> 24).as("alpha of nodata").isZero();
        assertThat(image.getRGB(8, 7) >>> 24).as("alpha of a pixel").isEqualTo(255);
    }

    @Test
    void leavesAbsentChunksTransparent() throws IOException {
        SampleCubes.write(store, SampleCubes.layout(DataType.UINT8, null));

        BufferedImage image = ImageIO.read(
                Quicklook.write(store, folder.resolve("png")).get(1).toFile());

        assertThat(image.getRGB(0, 32) >>> 24).as("in the absent chunk").isZero();
        assertThat(image.getRGB(32, 32) >>> 24).as("right of it").isEqualTo(255);
    }

    @Test
    void decimatesLargeArraysAndNamesExactTimes() throws IOException {
        CubeLayout layout = wideRamp();
        ZarrWriter.create(store, layout).join();
        try (ChunkEncoder encoder = new ChunkEncoder(1)) {
            for (int x = 0; x < layout.chunkColumns(); x++) {
                byte[] chunk = new byte[layout.chunkBytes(0)];
                for (int i = 0; i < chunk.length; i++) {
                    chunk[i] = (byte) ((x * 100 + i % 100) / 10);
                }
                store.put(ChunkKeys.CUBE.key(new ChunkIndex(0, 0, 0, x)), ByteBuffer.wrap(encoder.encode(chunk)))
                        .join();
            }
        }

        List<Path> files = Quicklook.write(store, folder);

        assertThat(files).containsExactly(folder.resolve("1970-01-01T000001.500000000.png"));
        BufferedImage image = ImageIO.read(files.get(0).toFile());
        assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(850, 2);
        int previous = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            int grey = image.getRGB(x, 1) & 0xFF;
            assertThat(grey).as("column %d", x).isGreaterThanOrEqualTo(previous);
            assertThat(image.getRGB(x, 1)).isEqualTo(0xFF000000 | grey * 0x010101);
            previous = grey;
        }
        assertThat(previous).isEqualTo(255);
    }

    /** 5 x 2550 pixels of one band, in chunks that do not fit the array or the step of 3. */
    private static CubeLayout wideRamp() {
        return new CubeLayout(
                List.of("nir"),
                new TimeAxis(new long[] {1_500_000_000L}, TimeAxis.Unit.NANOSECONDS),
                5,
                2550,
                Affine.northUp(0, 0, 1, 1),
                new CrsAttributes(3857, "PROJCRS[]", null, false, "m"),
                8,
                100,
                PixelArrays.cube(DataType.UINT8, null),
                1,
                JsonNodeFactory.instance.objectNode());
    }

    @Test
    void saysWhichArrayItCantDraw() {
        assertThatIOException().isThrownBy(() -> Quicklook.write(store, folder)).withMessageContaining("cube.zarr");
    }
}
