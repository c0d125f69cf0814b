package io.cogstream.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.grid.Affine;
import io.cogstream.grid.PixelWindow;
import io.cogstream.io.ByteSource;
import io.cogstream.io.DefaultByteSources;
import io.cogstream.io.HttpOptions;
import io.cogstream.io.ReadStatistics;
import io.cogstream.raster.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pixels, nodata and place of every file that GDAL wrote for the corpus, against GDAL's own reading. */
@Tag("oracle")
class CogOracleTest {
    private static final Path COGS = Path.of(System.getProperty("cogstream.testdata"), "cogs");
    private static final int REQUIRED_FILES = 139;

    /** Optional files that are refused by name. */
    private static final Set<String> REFUSED = Set.of("comp-jxl.tif");

    private final DefaultByteSources sources = new DefaultByteSources(Runnable::run, HttpOptions.DEFAULT);
    private final RasterReader reader = new RasterReader(Runnable::run);

    @Test
    void everyLevelAndBandEqualsTheOracle() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        int files = 0;
        for (JsonNode entry : files("required")) {
            comparePixels(entry, softly);
            files++;
        }
        softly.assertAll();
        assertThat(files).isGreaterThanOrEqualTo(REQUIRED_FILES);
    }

    @Test
    void placeAndNodataEqualTheOracle() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode entry : files("required")) {
            String name = entry.get("file").asText();
            GeoTiff file = header(name);
            JsonNode crs = entry.get("crs");
            boolean isEpsg = crs != null && crs.asText().startsWith("EPSG:");
            if (crs == null || crs.isNull() || isEpsg) {
                softly.assertThat(file.epsg())
                        .as(name)
                        .isEqualTo(isEpsg ? Integer.valueOf(crs.asText().substring(5)) : null);
            }
            softly.assertThat(file.hasTransform())
                    .as(name)
                    .isEqualTo(entry.get("has_transform").asBoolean());
            if (file.transform() != null) {
                softly.assertThat(file.transform()).as(name).isEqualTo(transform(entry.get("transform")));
            }
            softly.assertThat(file.nodata()).as(name).isEqualTo(nodata(entry));
        }
        softly.assertAll();
    }

    @Test
    void refusesByNameWhatItDoesNotRead() throws IOException {
        for (JsonNode entry : files("reject")) {
            assertThatThrownBy(() -> header(entry.get("file").asText()))
                    .isInstanceOf(UnsupportedSourceException.class)
                    .hasMessageContaining("complex");
        }
    }

    @Test
    void optionalFilesAreRightOrRefused() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode entry : files("optional")) {
            String name = entry.get("file").asText();
            if (REFUSED.contains(name)) {
                assertThatThrownBy(() -> read(name, header(name), 0, 0))
                        .as(name)
                        .isInstanceOf(UnsupportedSourceException.class)
                        .hasMessageContaining(name)
                        .hasMessageContaining(
                                "(" + entry.get("compression_code").asInt() + ")");
            } else {
                comparePixels(entry, softly);
            }
        }
        softly.assertAll();
    }

    @Test
    void masksAndAlphaAreNotTakenForOverviews() throws IOException {
        assertThat(header("cog-mask.tif").masks()).hasSize(3);
        assertThat(header("cog-mask.tif").levels()).hasSize(3);
        assertThat(header("mask-internal.tif").masks()).hasSize(1);
        assertThat(header("cog-alpha.tif").image().alphaSample()).hasValue(3);
        assertThat(header("mask-alpha-u16.tif").image().alphaSample()).hasValue(1);
        assertThat(header("layout-4band-pixel.tif").image().alphaSample()).isEmpty();
    }

    @Test
    void readsScalesAndOffsetsOfBands() throws IOException {
        GdalMetadata metadata = header("meta-scale-offset.tif").metadata();
        assertThat(List.of(metadata.scale(0), metadata.scale(1))).containsExactly(0.0001, 0.5);
        assertThat(List.of(metadata.offset(0), metadata.offset(1))).containsExactly(-0.1, 273.15);
    }

    private void comparePixels(JsonNode entry, SoftAssertions softly) throws IOException {
        String name = entry.get("file").asText();
        GeoTiff file = header(name);
        JsonNode levels = entry.get("levels");
        softly.assertThat(file.levels()).as(name).hasSize(levels.size());
        String dtype = entry.get("dtype").asText();
        softly.assertThat(file.dataType().zarrName()).as(name).isEqualTo(dtype.equals("float16") ? "float32" : dtype);
        for (int level = 0; level < Math.min(levels.size(), file.levels().size()); level++) {
            JsonNode expected = levels.get(level);
            for (int band = 0; band < file.bands(); band++) {
                byte[] pixels = read(name, file, level, band);
                if (expected.has("expected_npy")) {
                    compareWithin(entry, expected, file, band, pixels, softly);
                    continue;
                }
                softly.assertThat(sha256(dtype.equals("float16") ? halves(pixels) : pixels))
                        .as("%s level %d band %d", name, level, band)
                        .isEqualTo(expected.get("band_sha256").get(band).asText());
            }
        }
    }

    /** Pixels of a lossy codec: the manifest says how far they may be from GDAL's. */
    private static void compareWithin(
            JsonNode entry, JsonNode level, GeoTiff file, int band, byte[] pixels, SoftAssertions softly)
            throws IOException {
        byte[] npy = Files.readAllBytes(COGS.resolve(level.get("expected_npy").asText()));
        DataType type = file.dataType();
        int count = pixels.length / type.bytes();
        int start = npy.length - (file.bands() - band) * pixels.length;
        byte[] expected = Arrays.copyOfRange(npy, start, start + pixels.length);
        double worst = 0;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double difference = Math.abs(type.get(pixels, i) - type.get(expected, i));
            worst = Math.max(worst, difference);
            sum += difference;
        }
        JsonNode tolerance = entry.get("tolerance");
        String what = "%s level %d band %d"
                .formatted(entry.get("file").asText(), level.get("level").asInt(), band);
        softly.assertThat(worst)
                .as(what)
                .isLessThanOrEqualTo(tolerance.get("max_abs_diff").asDouble());
        softly.assertThat(sum / count)
                .as(what)
                .isLessThanOrEqualTo(tolerance.get("mean_abs_diff").asDouble());
    }

    /** Float32 samples, which came from float16, back to those. */
    private static byte[] halves(byte[] floats) {
        ByteBuffer halves = ByteBuffer.allocate(floats.length / 2).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer samples = ByteBuffer.wrap(floats).order(ByteOrder.LITTLE_ENDIAN);
        while (samples.hasRemaining()) {
            int bits = samples.getInt();
            int exponent = (bits >>> 23 & 0xFF) - 127 + 15;
            int mantissa = bits & 0x7F_FFFF;
            boolean normal = exponent > 0;
            int half = normal ? exponent << 10 | mantissa >> 13 : (mantissa | 0x80_0000) >> (14 - exponent);
            halves.putShort((short) ((bits >>> 16 & 0x8000) | ((bits << 1) == 0 ? 0 : half)));
        }
        return halves.array();
    }

    private byte[] read(String name, GeoTiff file, int level, int band) throws IOException {
        TiffImage image = file.levels().get(level);
        PixelWindow whole = new PixelWindow(0, 0, image.width(), image.height());
        try {
            return reader.readWindow(source(name), file, level, band, whole).join();
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
        return sources.open(COGS.resolve(name).toAbsolutePath().normalize().toString(), new ReadStatistics());
    }

    private static List<JsonNode> files(String support) throws IOException {
        List<JsonNode> files = new ArrayList<>();
        for (JsonNode entry : new ObjectMapper()
                .readTree(COGS.resolve("manifest.json").toFile())
                .get("files")) {
            if (entry.get("support").asText().equals(support)) {
                files.add(entry);
            }
        }
        return files;
    }

    private static Affine transform(JsonNode node) {
        return new Affine(
                node.get("a").asDouble(),
                node.get("b").asDouble(),
                node.get("c").asDouble(),
                node.get("d").asDouble(),
                node.get("e").asDouble(),
                node.get("f").asDouble());
    }

    private static @Nullable Double nodata(JsonNode entry) {
        if (entry.get("nodata_tag_text").asText().equals("-nan")) {
            // GDAL takes it for 0, which the corpus documents as a trap.
            return Double.NaN;
        }
        JsonNode nodata = entry.get("nodata");
        return nodata.isNull() ? null : Double.valueOf(nodata.asText());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
