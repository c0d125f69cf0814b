package io.cogstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What lazycogs 0.7.0 says that it reads, which {@code interop/make_explain_reads.py} asked it. Its windows are boxes around a
 * chunk's corners, and ours those of the pixels that are sampled: they lie inside.
 */
class ExplainOracleTest {
    private static final List<String> CHUNK_COLUMNS =
            List.of("band", "time_index", "chunk_row", "chunk_col", "chunk_width", "chunk_height");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "albers  | EPSG:5070  | -1049000,1811000,-1008000,1856000 | 200   | 64  | red",
                "utm     | EPSG:32612 | 741400,4294520,779000,4333600     | 80    | 128 | red,blue",
                "degrees | EPSG:4326  | -108.2,38.75,-107.75,39.1         | 0.001 | 100 | green",
                "fine    | EPSG:32613 | 226000,4300000,238000,4312000     | 40    | 64  | red"
            })
    void readsTheSourcesOfLazycogsAndNoMorePixels(
            String name, String crs, String box, String resolution, String chunk, String bands) throws IOException {
        Map<String, Map<String, String>> theirs = byChunkAndItem(lazycogs(name), "item_id");
        Map<String, Map<String, String>> ours = byChunkAndItem(cogstream(crs, box, resolution, chunk, bands), "item");
        assertThat(theirs).hasSizeGreaterThan(50);

        theirs.keySet().removeIf(key -> key.endsWith(" "));
        assertThat(ours.keySet()).containsAll(theirs.keySet());
        int more = 0;
        for (Map.Entry<String, Map<String, String>> entry : ours.entrySet()) {
            Map<String, String> our = entry.getValue();
            Map<String, String> their = theirs.get(entry.getKey());
            if (our.get("item").isEmpty() || our.get("tiles").equals("0")) {
                continue;
            }
            if (their == null) {
                more++;
            } else {
                assertThat(our.get("level")).as(entry.getKey()).isEqualTo(their.get("level"));
                assertInside(entry.getKey(), our, their, "window_col", "window_width");
                assertInside(entry.getKey(), our, their, "window_row", "window_height");
            }
        }
        // Sources are found by the boxes of their footprints, and a little beyond; lazycogs goes by the outline.
        assertThat(more).isLessThan(theirs.size() / 50);
    }

    private static void assertInside(
            String key, Map<String, String> our, Map<String, String> their, String start, String length) {
        int first = number(our, start);
        int theirFirst = number(their, start + "_off");
        assertThat(first).as(key).isGreaterThanOrEqualTo(theirFirst);
        assertThat(first + number(our, length)).as(key).isLessThanOrEqualTo(theirFirst + number(their, length));
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(row.get(column));
    }

    private static List<Map<String, String>> cogstream(
            String crs, String box, String resolution, String chunk, String bands) {
        CommandRun run = CommandRun.of(
                "explain",
                DemoScenes.items().toString(),
                "--crs",
                crs,
                "--bbox=" + box,
                "--resolution",
                resolution,
                "--chunk-size",
                chunk,
                "--bands",
                bands,
                "--mosaic",
                "mean",
                "--headers",
                "--csv");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return rows(run.out());
    }

    private static List<Map<String, String>> lazycogs(String name) throws IOException {
        try (InputStream in = ExplainOracleTest.class.getResourceAsStream("/explain/lazycogs.csv")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return rows(text).stream()
                    .filter(row -> row.get("case").equals(name))
                    .toList();
        }
    }

    /** No cell of these tables is quoted. */
    private static List<Map<String, String>> rows(String csv) {
        List<String> lines = csv.lines().toList();
        String[] names = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Map<String, String>> byChunkAndItem(List<Map<String, String>> rows, String item) {
        Map<String, Map<String, String>> keyed = new LinkedHashMap<>();
        for (Map<String, String> row : rows) {
            StringBuilder key = new StringBuilder();
            CHUNK_COLUMNS.forEach(column -> key.append(row.get(column)).append(' '));
            keyed.put(key + row.get(item), row);
        }
        return keyed;
    }
}
