package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAndInfoCommandsTest {
    private static final Path FILES = CommandRun.repository("core/src/test/resources/io/cogstream/tiff");

    @TempDir
    private Path folder;

    private static String file(String name) {
        return FILES.resolve(name).toString();
    }

    private CommandRun read(String name, String... more) {
        String[] arguments = {
            "read", file(name), "--output", folder.resolve("a.npy").toString()
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return CommandRun.of(all);
    }

    private byte[] npy() throws IOException {
        return Files.readAllBytes(folder.resolve("a.npy"));
    }

    private static String header(byte[] npy) {
        int length = (npy[8] & 0xFF) + ((npy[9] & 0xFF) << 8);
        assertThat((10 + length) % 64).as("samples are aligned").isZero();
        return new String(npy, 10, length, StandardCharsets.US_ASCII);
    }

    @Test
    void readsAllBandsAsBandsRowsColumns() throws IOException {
        CommandRun run = read("pred2-u8-rgb.tif");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode info =
                CommandRun.of("info", file("pred2-u8-rgb.tif"), "--json").json();
        int width = info.path("width").asInt();
        int height = info.path("height").asInt();
        assertThat(header(npy()))
                .startsWith("{'descr': '|u1', 'fortran_order': False, 'shape': (3, %d, %d), }".formatted(height, width))
                .endsWith("\n");
        assertThat(npy().length % 64).isEqualTo(3 * width * height % 64);
    }

    @Test
    void aWindowOfOneBandIsThePartOfTheWhole() throws IOException {
        read("pred2-u16-planar.tif");
        byte[] whole = npy();
        JsonNode info =
                CommandRun.of("info", file("pred2-u16-planar.tif"), "--json").json();
        int width = info.path("width").asInt();
        int height = info.path("height").asInt();
        CommandRun run = read("pred2-u16-planar.tif", "--band", "2", "--window", "5,7,11,13");
        byte[] part = npy();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(header(part)).contains("'<u2'", "(1, 13, 11)");
        int bands = info.path("bands").asInt();
        int start = whole.length - bands * width * height * 2;
        for (int row = 0; row < 13; row++) {
            int from = start + ((height + 7 + row) * width + 5) * 2;
            int to = part.length - 13 * 11 * 2 + row * 11 * 2;
            assertThat(Arrays.copyOfRange(part, to, to + 22)).isEqualTo(Arrays.copyOfRange(whole, from, from + 22));
        }
    }

    @Test
    void refusesWhatTheFileDoesNotHave() {
        assertThat(read("comp-lzw-u8.tif", "--band", "9").err()).contains("--band: the file has bands 1 to");
        assertThat(read("comp-lzw-u8.tif", "--level", "9").err()).contains("--level: the file has levels 0 to");
        assertThat(read("comp-lzw-u8.tif", "--window", "0,0,99999,1").err()).contains("--window");
        for (String option : new String[] {"--band=9", "--level=9", "--window=0,0,99999,1", "--window=1,2"}) {
            assertThat(read("comp-lzw-u8.tif", option).exitCode()).isEqualTo(2);
        }
        assertThat(folder.resolve("a.npy")).doesNotExist();
    }

    @Test
    void showsTheHeader() {
        CommandRun text = CommandRun.of("info", file("layout-sparse.tif"));
        JsonNode json =
                CommandRun.of("info", file("layout-sparse.tif"), "--json").json();

        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).contains("compression", "deflate", "block");
        assertThat(json.path("compression").asText()).isEqualTo("deflate (8)");
        assertThat(json.path("file").asText()).endsWith("layout-sparse.tif");
    }

    @Test
    void aFileThatIsNoTiffEndsWithThreeAndItsCause() {
        for (String name : new String[] {"README.md", "no-such-file.tif"}) {
            for (CommandRun run : new CommandRun[] {CommandRun.of("info", file(name)), read(name)}) {
                assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
                assertThat(run.err()).contains("[" + file(name) + "]").doesNotContain("\tat ");
                assertThat(run.out()).isEmpty();
            }
        }
        assertThat(CommandRun.of("info", file("README.md")).err()).contains("TIFF");
        assertThat(folder.resolve("a.npy")).doesNotExist();
    }

    @Test
    void leavesNoHalfArrayBehindADamagedFile() throws IOException {
        byte[] content = Files.readAllBytes(FILES.resolve("comp-lzw-u8.tif"));
        Path cut = Files.write(folder.resolve("cut.tif"), Arrays.copyOf(content, content.length - 200));
        CommandRun run = CommandRun.of(
                "read", cut.toString(), "--output", folder.resolve("a.npy").toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("cut.tif", "tile");
        assertThat(folder.resolve("a.npy")).doesNotExist();
    }
}
