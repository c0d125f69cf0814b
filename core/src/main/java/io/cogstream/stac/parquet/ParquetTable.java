package io.cogstream.stac.parquet;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.TransientSourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.io.ReadStatistics;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file as columns of plain values. Only what is asked for is read: the footer at opening, then single columns
 * of single row groups. Not safe for concurrent use.
 *
 * @see <a href="https://github.com/apache/parquet-format">Parquet format</a>
 */
public final class ParquetTable implements AutoCloseable {
    private final String href;
    private final long length;
    private final ParquetFileReader reader;
    private final MessageType schema;
    private final Map<Column, ColumnDescriptor> columns = new LinkedHashMap<>();
    private final Map<List<String>, Column> byPath = new HashMap<>();

    private ParquetTable(String href, long length, ParquetFileReader reader) {
        this.href = href;
        this.length = length;
        this.reader = reader;
        this.schema = reader.getFileMetaData().getSchema();
        for (ColumnDescriptor leaf : schema.getColumns()) {
            Column column = new Column(List.of(leaf.getPath()), leaf.getMaxRepetitionLevel() > 0);
            columns.put(column, leaf);
            byPath.put(column.path(), column);
        }
    }

    /**
     * Reads the footer.
     *
     * @param file local file
     * @param statistics counts what is read
     * @throws SourceException if the file is absent, unreadable or not Parquet
     */
    public static ParquetTable open(Path file, ReadStatistics statistics) throws SourceException {
        String href = file.toString();
        LocalInput input = new LocalInput(file, statistics);
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new PageDecompressors())
                .build();
        return guarded(href, "footer", () -> {
            if (!Files.isRegularFile(file)) {
                throw new PermanentSourceException(href, "no such file");
            }
            ParquetFileReader reader = ParquetFileReader.open(input, options);
            statistics.file();
            return new ParquetTable(href, input.getLength(), reader);
        });
    }

    /** The file, for messages. */
    public String href() {
        return href;
    }

    /** Every leaf column in file order. */
    public List<Column> columns() {
        return List.copyOf(columns.keySet());
    }

    /** The single leaf column at {@code path}, null if there is none. */
    public @Nullable Column column(List<String> path) {
        return byPath.get(path);
    }

    public int rowGroups() {
        return reader.getRowGroups().size();
    }

    /** Rows of a row group; fails if the file claims more than an array can hold. */
    public int rows(int group) throws SourceException {
        long rows = reader.getRowGroups().get(group).getRowCount();
        if (rows < 0 || rows > Integer.MAX_VALUE - 8) {
            throw new MalformedSourceException(href, "row group " + group + ": " + rows + " rows");
        }
        return (int) rows;
    }

    /** What the values of a number, time or text column in a row group lie between; null if the file does not say. */
    public @Nullable ValueRange range(int group, Column column) {
        ColumnChunkMetaData chunk = column.repeated() ? null : chunk(group, column);
        Statistics<?> statistics = chunk == null ? null : chunk.getStatistics();
        return statistics == null ? null : StatisticsReader.range(chunk.getPrimitiveType(), statistics);
    }

    /** The file's own metadata under {@code key}, null if it has none. */
    public @Nullable String metadata(String key) {
        return reader.getFileMetaData().getKeyValueMetaData().get(key);
    }

    private @Nullable ColumnChunkMetaData chunk(int group, Column column) {
        ColumnPath path = ColumnPath.get(column.path().toArray(String[]::new));
        for (ColumnChunkMetaData chunk : reader.getRowGroups().get(group).getColumns()) {
            if (chunk.getPath().equals(path)) {
                return chunk;
            }
        }
        return null;
    }

    /** How many rows of a row group have no value in a column that is not repeated; -1 if the file does not say. */
    public long nulls(int group, Column column) {
        ColumnChunkMetaData chunk = chunk(group, column);
        Statistics<?> statistics = chunk == null ? null : chunk.getStatistics();
        return statistics == null || !statistics.isNumNullsSet() ? -1 : statistics.getNumNulls();
    }

    /**
     * Reads columns of one row group.
     *
     * @param visitors who receives which column's values
     * @param rows which rows are wanted, counted from 0 in the group
     */
    public void read(int group, Map<Column, ? extends ValueVisitor> visitors, BitSet rows) throws SourceException {
        if (visitors.isEmpty() || rows.isEmpty()) {
            return;
        }
        guarded(href, "row group " + group, () -> {
            List<ColumnDescriptor> wanted = new ArrayList<>();
            for (Column column : visitors.keySet()) {
                requireInFile(group, column);
                wanted.add(columns.get(column));
            }
            reader.setRequestedSchema(wanted);
            try (PageReadStore pages = reader.readRowGroup(group)) {
                var store = new ColumnReadStoreImpl(
                        pages,
                        new IgnoringConverter(),
                        schema,
                        reader.getFileMetaData().getCreatedBy());
                for (Map.Entry<Column, ? extends ValueVisitor> entry : visitors.entrySet()) {
                    ColumnDescriptor leaf = columns.get(entry.getKey());
                    walk(store.getColumnReader(leaf), leaf, rows, entry.getValue());
                }
            }
            return null;
        });
    }

    /** Sizes come from the file itself and decide how much is allocated. */
    private void requireInFile(int group, Column column) throws SourceException {
        BlockMetaData block = reader.getRowGroups().get(group);
        ColumnChunkMetaData chunk = chunk(group, column);
        if (chunk == null) {
            throw new MalformedSourceException(href, "row group " + group + ": column " + column + " is missing");
        }
        long start = chunk.getStartingPos();
        if (start < 0 || chunk.getTotalSize() < 0 || start > length - chunk.getTotalSize()) {
            throw new MalformedSourceException(
                    href, "row group " + block.getOrdinal() + ", column " + column + ": lies outside the file");
        }
    }

    private void walk(ColumnReader reader, ColumnDescriptor leaf, BitSet rows, ValueVisitor visitor) {
        if (leaf.getMaxRepetitionLevel() > 0) {
            walkLists(reader, leaf, rows, visitor);
            return;
        }
        ValueReader values = ValueReader.of(leaf.getPrimitiveType());
        int present = leaf.getMaxDefinitionLevel();
        long count = Math.min(reader.getTotalValueCount(), rows.length());
        for (int row = 0; row < count; row++) {
            boolean here = reader.getCurrentDefinitionLevel() == present;
            if (rows.get(row)) {
                visitor.value(row, here ? values.read(reader) : null);
            } else if (here) {
                reader.skip();
            }
            // Consuming the last one would load a page for nothing.
            if (row + 1 < count) {
                reader.consume();
            }
        }
    }

    private void walkLists(ColumnReader reader, ColumnDescriptor leaf, BitSet rows, ValueVisitor visitor) {
        ValueReader values = ValueReader.of(leaf.getPrimitiveType());
        int present = leaf.getMaxDefinitionLevel();
        long count = reader.getTotalValueCount();
        int end = rows.length();
        int row = -1;
        int element = elementLevel(leaf);
        List<@Nullable Object> list = new ArrayList<>();
        for (long i = 0; i < count && row < end; i++) {
            if (reader.getCurrentRepetitionLevel() == 0) {
                visitList(row, list, rows, visitor);
                list.clear();
                row++;
            }
            int level = reader.getCurrentDefinitionLevel();
            if (level == present) {
                if (rows.get(row)) {
                    list.add(values.read(reader));
                } else {
                    reader.skip();
                }
            } else if (level >= element) {
                list.add(null);
            }
            reader.consume();
        }
        visitList(row, list, rows, visitor);
    }

    private static void visitList(int row, List<@Nullable Object> list, BitSet rows, ValueVisitor visitor) {
        if (row >= 0 && rows.get(row)) {
            visitor.value(row, new ArrayList<>(list));
        }
    }

    /** Definition level from which a list has an element, be it null. Of nested lists, the outermost has it. */
    private int elementLevel(ColumnDescriptor leaf) {
        int level = 0;
        Type type = schema;
        for (String name : leaf.getPath()) {
            type = type.asGroupType().getType(name);
            if (!type.isRepetition(Type.Repetition.REQUIRED)) {
                level++;
            }
            if (type.isRepetition(Type.Repetition.REPEATED)) {
                return level;
            }
        }
        return level;
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    /** Parquet's many ways to fail on bad bytes, as ours. */
    private static <T extends @Nullable Object> T guarded(String href, String place, Step<T> step)
            throws SourceException {
        try {
            return step.run();
        } catch (SourceException known) {
            throw known;
        } catch (NoSuchFileException absent) {
            throw new PermanentSourceException(href, "no such file", absent);
        } catch (AccessDeniedException denied) {
            throw new PermanentSourceException(href, "not readable", denied);
        } catch (PageDecompressors.UnsupportedCodecException unsupported) {
            throw new UnsupportedSourceException(href, place + ": " + unsupported.getMessage(), unsupported);
        } catch (FileSystemException failing) {
            throw new TransientSourceException(href, place + ": " + failing, failing);
        } catch (IOException | RuntimeException broken) {
            throw new MalformedSourceException(href, place + ": not readable as Parquet: " + broken, broken);
        }
    }

    @Override
    public void close() throws SourceException {
        guarded(href, "closing", () -> {
            reader.close();
            return null;
        });
    }
}
