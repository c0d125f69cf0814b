package io.cogstream.stac.parquet;

import io.cogstream.raster.DataType;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * A column of a table that is written.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">Parquet logical types</a>
 */
public final class OutputColumn {
    private final PrimitiveType type;
    private final BiConsumer<RecordConsumer, Object> write;

    private OutputColumn(PrimitiveType type, BiConsumer<RecordConsumer, Object> write) {
        this.type = type;
        this.write = write;
    }

    /** Strings. */
    public static OutputColumn text(String name, boolean isRequired) {
        return new OutputColumn(
                Types.primitive(PrimitiveTypeName.BINARY, repetition(isRequired))
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name),
                (out, value) -> out.addBinary(Binary.fromString((String) value)));
    }

    /** Instants, in microseconds of UTC. */
    public static OutputColumn time(String name, boolean isRequired) {
        return new OutputColumn(
                Types.primitive(PrimitiveTypeName.INT64, repetition(isRequired))
                        .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
                        .named(name),
                (out, value) -> out.addLong(micros((Instant) value)));
    }

    private static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000);
    }

    /** Numbers: Doubles for a type of floats, else Longs, of which uint64 takes the bits. */
    public static OutputColumn number(String name, DataType type, boolean isRequired) {
        Repetition repetition = repetition(isRequired);
        return switch (type) {
            case FLOAT32 ->
                new OutputColumn(
                        Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(name),
                        (out, value) -> out.addFloat(((Double) value).floatValue()));
            case FLOAT64 ->
                new OutputColumn(
                        Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name),
                        (out, value) -> out.addDouble((Double) value));
            case INT64, UINT64 ->
                new OutputColumn(
                        integer(PrimitiveTypeName.INT64, type, repetition, name),
                        (out, value) -> out.addLong((Long) value));
            case INT8, UINT8, INT16, UINT16, INT32, UINT32 ->
                new OutputColumn(
                        integer(PrimitiveTypeName.INT32, type, repetition, name),
                        (out, value) -> out.addInteger(((Long) value).intValue()));
        };
    }

    private static PrimitiveType integer(PrimitiveTypeName stored, DataType type, Repetition repetition, String name) {
        return Types.primitive(stored, repetition)
                .as(LogicalTypeAnnotation.intType(8 * type.bytes(), type.kind() == DataType.Kind.SIGNED))
                .named(name);
    }

    private static Repetition repetition(boolean isRequired) {
        return isRequired ? Repetition.REQUIRED : Repetition.OPTIONAL;
    }

    PrimitiveType type() {
        return type;
    }

    void write(RecordConsumer out, Object value) {
        write.accept(out, value);
    }
}
