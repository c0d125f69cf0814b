package io.cogstream.stac.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Writes rows of plain values to a Parquet file, compressed with zstd. Not safe for concurrent use. */
public final class ParquetTableWriter implements AutoCloseable {
    /** Bytes of a row group before compression; that much is in memory. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private final ParquetWriter<List<? extends @Nullable Object>> writer;

    private ParquetTableWriter(ParquetWriter<List<? extends @Nullable Object>> writer) {
        this.writer = writer;
    }

    /**
     * Begins a file.
     *
     * @param file replaced if it is there
     * @param columns in the order of a row's values
     */
    public static ParquetTableWriter create(Path file, List<OutputColumn> columns) throws IOException {
        return new ParquetTableWriter(new Builder(new LocalOutput(file), columns)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new PageCompressors())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build());
    }

    /** @param row a value for each column, null only where it is not required */
    public void write(List<? extends @Nullable Object> row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<List<? extends @Nullable Object>, Builder> {
        private final List<OutputColumn> columns;

        Builder(OutputFile file, List<OutputColumn> columns) {
            super(file);
            this.columns = columns;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<List<? extends @Nullable Object>> getWriteSupport(Configuration unused) {
            return new Rows(columns);
        }

        @Override
        protected WriteSupport<List<? extends @Nullable Object>> getWriteSupport(ParquetConfiguration unused) {
            return new Rows(columns);
        }
    }

    /** A row's values as parquet-java wants them: fields in order, nulls left out. */
    private static final class Rows extends WriteSupport<List<? extends @Nullable Object>> {
        private final List<OutputColumn> columns;
        private @Nullable RecordConsumer consumer;

        Rows(List<OutputColumn> columns) {
            this.columns = columns;
        }

        @Override
        public WriteContext init(Configuration unused) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration unused) {
            return context();
        }

        private WriteContext context() {
            List<Type> fields = columns.stream()
                    .map(OutputColumn::type)
                    .map(Type.class::cast)
                    .toList();
            return new WriteContext(new MessageType("table", fields), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer records) {
            consumer = records;
        }

        @Override
        public void write(List<? extends @Nullable Object> row) {
            RecordConsumer out = consumer;
            if (out == null) {
                throw new IllegalStateException("not prepared for writing");
            }
            out.startMessage();
            for (int i = 0; i < columns.size(); i++) {
                Object value = row.get(i);
                if (value != null) {
                    OutputColumn column = columns.get(i);
                    out.startField(column.type().getName(), i);
                    column.write(out, value);
                    out.endField(column.type().getName(), i);
                }
            }
            out.endMessage();
        }
    }
}
