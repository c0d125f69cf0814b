package io.cogstream.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.grid.PixelWindow;
import io.cogstream.io.ByteSource;
import io.cogstream.io.DefaultByteSources;
import io.cogstream.io.HttpOptions;
import io.cogstream.io.ReadStatistics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Damaged and hostile files of the corpus: each does what its manifest allows, in bounded time and memory. */
@Tag("oracle")
class BadFilesOracleTest {
    private static final Path BAD = Path.of(System.getProperty("cogstream.testdata"), "bad");
    private static final int FILES = 105;
    private static final long MAX_ALLOCATED = 64L << 20;
    private static final long MAX_NANOS = 2_000_000_000L;

    private final DefaultByteSources sources = new DefaultByteSources(Runnable::run, HttpOptions.DEFAULT);
    private final RasterReader reader = new RasterReader(Runnable::run);

    @Test
    void everyFileBehavesAsItsManifestAllows() throws Throwable {
        byte[] control = pixels("control-valid.tif");
        warmUp();
        int files = 0;
        for (JsonNode entry : new ObjectMapper()
                .readTree(BAD.resolve("manifest.json").toFile())
                .get("files")) {
            bounded(entry.get("file").asText(), () -> check(entry, control));
            files++;
        }
        assertThat(files).isEqualTo(FILES);
    }

    private void check(JsonNode entry, byte[] control) throws IOException {
        String name = entry.get("file").asText();
        SourceException failure = failureOf(name);
        String expected = entry.get("expect").asText();
        switch (expected) {
            case "ok" -> assertThat(failure).as(name).isNull();
            case "error" -> assertRefused(name, failure);
            case "error-on-damaged-tile" -> {
                assertRefused(name, failure);
                checkIntactTiles(entry, control);
            }
            case "error-on-georeferencing" -> {
                assertThat(failure).as(name).isNull();
                assertRefused(name, georeferencingFailure(name));
            }
            case "ok-or-error" -> {
                if (failure != null) {
                    assertRefused(name, failure);
                }
            }
            default -> throw new AssertionError(expected);
        }
        if (failure == null && entry.has("band_sha256")) {
            assertThat(CogOracleTest.sha256(pixels(name)))
                    .as(name)
                    .isEqualTo(entry.get("band_sha256").get(0).asText());
        }
    }

    /** All tiles of the derived files are 32 x 32 of 64 x 64 uint16 pixels. */
    private void checkIntactTiles(JsonNode entry, byte[] control) throws IOException {
        String name = entry.get("file").asText();
        // JPEG is lossy: its intact tiles need only be there.
        boolean hasReference = !name.startsWith("jpeg");
        List<String> damaged = new ArrayList<>();
        entry.get("damaged_tiles").forEach(tile -> damaged.add(tile.toString()));
        GeoTiff file = header(name);
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                PixelWindow window = new PixelWindow(column * 32, row * 32, 32, 32);
                if (damaged.contains("[" + row + "," + column + "]")) {
                    assertRefused(name, failure(() -> window(name, file, window)));
                } else {
                    byte[] intact = window(name, file, window);
                    if (hasReference) {
                        assertThat(intact).as("%s [%d, %d]", name, row, column).isEqualTo(cut(control, window));
                    }
                }
            }
        }
    }

    private static byte[] cut(byte[] control, PixelWindow window) {
        byte[] cut = new byte[(int) window.pixels() * 2];
        for (int row = 0; row < window.height(); row++) {
            int from = ((window.row() + row) * 64 + window.column()) * 2;
            System.arraycopy(control, from, cut, row * window.width() * 2, window.width() * 2);
        }
        return cut;
    }

    private static void assertRefused(String name, @Nullable SourceException failure) {
        assertThat(failure)
                .as(name)
                .isInstanceOfAny(MalformedSourceException.class, UnsupportedSourceException.class)
                .hasMessageContaining(name);
    }

    private @Nullable SourceException failureOf(String name) {
        return failure(() -> pixels(name));
    }

    private @Nullable SourceException georeferencingFailure(String name) {
        return failure(() -> header(name).transform(0));
    }

    private static @Nullable SourceException failure(Executable action) {
        try {
            action.execute();
            return null;
        } catch (SourceException e) {
            return e;
        } catch (Throwable e) {
            throw new AssertionError("not a typed failure", e);
        }
    }

    /** Loads classes and codecs, whose memory is not the file's. */
    private void warmUp() {
        for (String name : List.of(
                "zstd-checksum.tif",
                "lzw-garbage.tif",
                "packbits-overrun.tif",
                "jpeg-garbage.tif",
                "webp-garbage.tif",
                "lerc-garbage.tif",
                "metadata-bad-xml.tif")) {
            failureOf(name);
        }
    }

    private static void bounded(String name, Executable action) throws Throwable {
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = thread.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        action.execute();
        assertThat(System.nanoTime() - start).as("nanoseconds for %s", name).isLessThan(MAX_NANOS);
        assertThat(thread.getCurrentThreadAllocatedBytes() - allocated)
                .as("bytes for %s", name)
                .isLessThan(MAX_ALLOCATED);
    }

    private byte[] pixels(String name) throws IOException {
        GeoTiff file = header(name);
        TiffImage image = file.image();
        return window(name, file, new PixelWindow(0, 0, image.width(), image.height()));
    }

    private byte[] window(String name, GeoTiff file, PixelWindow window) throws IOException {
        try {
            return reader.readWindow(source(name), file, 0, 0, window).join();
        } catch (CompletionException e) {
            throw (SourceException) e.getCause();
        }
    }

    private GeoTiff header(String name) throws IOException {
        try {
            return GeoTiffHeader.read(source(name)).join();
        } catch (CompletionException e) {
            throw (SourceException) e.getCause();
        }
    }

    private ByteSource source(String name) throws SourceException {
        return sources.open(BAD.resolve(name).toAbsolutePath().normalize().toString(), new ReadStatistics());
    }
}
