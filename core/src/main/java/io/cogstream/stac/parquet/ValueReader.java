package io.cogstream.stac.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Turns stored values into Java ones.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">Parquet logical types</a>
 */
interface ValueReader {

    /** The value that the reader stands on. */
    Object read(ColumnReader reader);

    /** The reader for a column's type. Types without a logical reading come as their stored value. */
    static ValueReader of(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> ColumnReader::getBoolean;
            case FLOAT -> reader -> (double) reader.getFloat();
            case DOUBLE -> ColumnReader::getDouble;
            case INT32 ->
                meaning instanceof DateLogicalTypeAnnotation
                        ? reader -> LocalDate.ofEpochDay(reader.getInteger())
                        : reader -> (long) reader.getInteger();
            case INT64 ->
                meaning instanceof TimestampLogicalTypeAnnotation stamp
                        ? reader -> instant(reader.getLong(), stamp)
                        : ColumnReader::getLong;
            case INT96 -> reader -> legacyInstant(reader.getBinary());
            case BINARY, FIXED_LEN_BYTE_ARRAY ->
                isText(meaning) ? new Texts() : reader -> reader.getBinary().getBytes();
        };
    }

    private static boolean isText(LogicalTypeAnnotation meaning) {
        return meaning instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                || meaning instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation
                || meaning instanceof LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
    }

    static Instant instant(long value, TimestampLogicalTypeAnnotation stamp) {
        long perSecond = switch (stamp.getUnit()) {
            case MILLIS -> 1_000;
            case MICROS -> 1_000_000;
            case NANOS -> TimeUnit.SECONDS.toNanos(1);
        };
        long nanos = Math.floorMod(value, perSecond) * (TimeUnit.SECONDS.toNanos(1) / perSecond);
        return Instant.ofEpochSecond(Math.floorDiv(value, perSecond), nanos);
    }

    /** Nanoseconds of the day, then the Julian day: what Impala and early Spark wrote. */
    private static Instant legacyInstant(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong(bytes.position());
        long day = bytes.getInt(bytes.position() + 8) - 2_440_588L;
        return Instant.ofEpochSecond(day * 86_400, nanos);
    }

    /** Texts of one column; runs of equal values, as in dictionary pages, share one String. */
    final class Texts implements ValueReader {
        private Binary lastValue = Binary.EMPTY;
        private String lastText = "";

        @Override
        public Object read(ColumnReader reader) {
            Binary value = reader.getBinary();
            if (!value.equals(lastValue)) {
                lastValue = value.copy();
                lastText = value.toStringUsingUTF8();
            }
            return lastText;
        }
    }
}
