package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.raster.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cogstream read} over the corpus of {@code testdata/cogs}, against what GDAL read. */
@Tag("oracle")
class ReadCommandOracleTest {
    private static final Path COGS = Path.of(System.getProperty("cogstream.testdata"), "cogs")
            .toAbsolutePath()
            .normalize();

    @TempDir
    private Path folder;

    @Test
    void everyLevelAndBandOfEveryRequiredFileEqualsTheOracle() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        int arrays = 0;
        for (JsonNode file : files("required")) {
            JsonNode levels = file.path("levels");
            for (int level = 0; level < levels.size(); level++) {
                arrays += levels.get(level).has("expected_npy")
                        ? compareLossy(file, level, levels.get(level), softly)
                        : compare(file, level, levels.get(level).path("band_sha256"), softly);
            }
        }
        softly.assertAll();
        assertThat(arrays).isGreaterThan(200);
    }

    /** All bands at once, and each on its own. */
    private int compare(JsonNode file, int level, JsonNode hashes, SoftAssertions softly) throws IOException {
        String name = file.path("file").asText();
        CommandRun run = read(name, "--level", Integer.toString(level));
        softly.assertThat(run.exitCode()).as("%s: %s", name, run.err()).isZero();
        if (run.exitCode() != 0) {
            return 0;
        }
        byte[] all = payload();
        int bytes = all.length / hashes.size();
        for (int band = 0; band < hashes.size(); band++) {
            softly.assertThat(sha256(all, band * bytes, bytes))
                    .as("%s level %d band %d", name, level, band + 1)
                    .isEqualTo(hashes.get(band).asText());
        }
        read(name, "--level", Integer.toString(level), "--band", Integer.toString(hashes.size()));
        byte[] last = payload();
        softly.assertThat(sha256(last, 0, last.length))
                .as("%s level %d, last band alone", name, level)
                .isEqualTo(hashes.get(hashes.size() - 1).asText());
        return hashes.size();
    }

    /** What a lossy codec may leave is in the manifest. */
    private int compareLossy(JsonNode file, int level, JsonNode description, SoftAssertions softly) throws IOException {
        String name = file.path("file").asText();
        CommandRun run = read(name, "--level", Integer.toString(level));
        softly.assertThat(run.exitCode()).as("%s: %s", name, run.err()).isZero();
        byte[] actual = run.exitCode() == 0 ? payload() : new byte[0];
        byte[] expected = payload(COGS.resolve(description.path("expected_npy").asText()));
        softly.assertThat(actual).as(name).hasSameSizeAs(expected);
        DataType type = DataType.ofName(file.path("dtype").asText());
        double most = 0;
        for (int i = 0; i < Math.min(actual.length, expected.length) / type.bytes(); i++) {
            most = Math.max(most, Math.abs(type.get(actual, i) - type.get(expected, i)));
        }
        softly.assertThat(most)
                .as("%s level %d", name, level)
                .isLessThanOrEqualTo(file.path("tolerance").path("max_abs_diff").asDouble());
        return file.path("bands").asInt();
    }

    /** By internal mask, by alpha and by nodata, as GDAL gives it. */
    @Test
    void everyDatasetMaskEqualsTheOracle() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        int masks = 0;
        for (JsonNode file : files("required")) {
            JsonNode levels = file.path("levels");
            for (int level = 0; level < levels.size(); level++) {
                JsonNode hash = levels.get(level).path("dataset_mask_sha256");
                // GDAL takes the nodata "-nan" for 0, as testdata/README.md says; here it is NaN.
                boolean misread = file.path("nodata_tag_text").asText().equals("-nan");
                if (hash.isTextual() && !misread) {
                    String name = file.path("file").asText();
                    CommandRun run = read(name, "--mask", "--level", Integer.toString(level));
                    softly.assertThat(run.exitCode())
                            .as("%s: %s", name, run.err())
                            .isZero();
                    byte[] mask = run.exitCode() == 0 ? payload() : new byte[0];
                    softly.assertThat(sha256(mask, 0, mask.length))
                            .as("%s level %d", name, level)
                            .isEqualTo(hash.asText());
                    masks++;
                }
            }
        }
        softly.assertAll();
        assertThat(masks).isGreaterThan(20);
    }

    @Test
    void filesThatMustBeRejectedAre() throws IOException {
        for (JsonNode file : files("reject")) {
            String name = file.path("file").asText();
            CommandRun run = read(name);

            assertThat(run.exitCode()).as(name).isEqualTo(3);
            assertThat(run.err()).contains(name, "not read");
        }
    }

    private CommandRun read(String name, String... more) throws IOException {
        Files.deleteIfExists(folder.resolve("a.npy"));
        List<String> arguments = new ArrayList<>(List.of(
                "read",
                COGS.resolve(name).toString(),
                "--output",
                folder.resolve("a.npy").toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments);
    }

    private byte[] payload() throws IOException {
        return payload(folder.resolve("a.npy"));
    }

    private static byte[] payload(Path file) throws IOException {
        ByteBuffer npy = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] payload = new byte[npy.limit() - 10 - npy.getShort(8)];
        npy.get(10 + npy.getShort(8), payload);
        return payload;
    }

    private static String sha256(byte[] bytes, int from, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> files(String support) throws IOException {
        List<JsonNode> files = new ArrayList<>();
        for (JsonNode file : new ObjectMapper()
                .readTree(COGS.resolve("manifest.json").toFile())
                .path("files")) {
            if (file.path("support").asText().equals(support)) {
                files.add(file);
            }
        }
        assertThat(files).isNotEmpty();
        return files;
    }
}
