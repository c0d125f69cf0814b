package io.cogstream.stac.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.io.ReadStatistics;
import io.cogstream.raster.DataType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTableWriterTest {
    @TempDir
    private Path folder;

    private static List<OutputColumn> columns() {
        List<OutputColumn> columns = new ArrayList<>(List.of(
                OutputColumn.text("a:text", true), OutputColumn.time("time", true), OutputColumn.text("b", false)));
        for (DataType type : DataType.values()) {
            columns.add(OutputColumn.number(type.zarrName(), type, false));
        }
        return columns;
    }

    /** A text that hardly compresses. */
    private static String noise(int number) {
        SplittableRandom random = new SplittableRandom(number);
        return random.longs(8).mapToObj(Long::toHexString).collect(Collectors.joining());
    }

    private static List<@Nullable Object> row(int number) {
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                "é" + noise(number),
                Instant.parse("1969-12-31T23:59:59.000001Z").plusSeconds(number),
                number % 3 == 0 ? null : "b"));
        for (DataType type : DataType.values()) {
            boolean missing = number % 5 == type.bytes() % 5;
            row.add(missing ? null : type.isFloat() ? (Object) (double) (number + 0.5f) : (Object) (number % 100L));
        }
        return row;
    }

    @Test
    void readsBackWhatWasWrittenOverSeveralRowGroups() throws Exception {
        Path file = folder.resolve("table.parquet");
        int rows = 250_000;
        try (ParquetTableWriter out = ParquetTableWriter.create(file, columns())) {
            for (int i = 0; i < rows; i++) {
                out.write(row(i));
            }
        }
        try (ParquetTable table = ParquetTable.open(file, new ReadStatistics())) {
            assertThat(table.rowGroups()).isGreaterThan(1);
            int before = 0;
            for (int group = 0; group < table.rowGroups(); group++) {
                assertRows(table, group, before);
                before += table.rows(group);
            }
            assertThat(before).isEqualTo(rows);
        }
    }

    private static void assertRows(ParquetTable table, int group, int before) throws Exception {
        int count = table.rows(group);
        List<List<@Nullable Object>> found = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            found.add(new ArrayList<>());
        }
        Map<Column, ValueVisitor> visitors = new LinkedHashMap<>();
        table.columns()
                .forEach(column ->
                        visitors.put(column, (row, value) -> found.get(row).add(value)));
        BitSet all = new BitSet();
        all.set(0, count);
        table.read(group, visitors, all);
        for (int row = 0; row < count; row++) {
            assertThat(found.get(row)).isEqualTo(row(before + row));
        }
    }
}
