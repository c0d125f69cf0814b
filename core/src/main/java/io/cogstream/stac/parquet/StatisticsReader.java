package io.cogstream.stac.parquet;

import java.time.LocalDate;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** Turns stored statistics into ranges of Java values, as {@link ValueReader} does with the values. */
final class StatisticsReader {
    private StatisticsReader() {}

    /** Null if the statistics have no bounds, or the values no order that both sides share. */
    static @Nullable ValueRange range(PrimitiveType type, Statistics<?> statistics) {
        if (!statistics.hasNonNullValue()) {
            return null;
        }
        Object min = statistics.genericGetMin();
        Object max = statistics.genericGetMax();
        if (min instanceof Number first && max instanceof Number last) {
            return numbers(type, first, last);
        }
        boolean text = type.getLogicalTypeAnnotation() instanceof StringLogicalTypeAnnotation;
        return text && min instanceof Binary first && max instanceof Binary last
                ? texts(first.toStringUsingUTF8(), last.toStringUsingUTF8())
                : null;
    }

    private static @Nullable ValueRange numbers(PrimitiveType type, Number min, Number max) {
        PrimitiveTypeName stored = type.getPrimitiveTypeName();
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (stored == PrimitiveTypeName.DOUBLE || stored == PrimitiveTypeName.FLOAT) {
            return new ValueRange(min.doubleValue(), max.doubleValue());
        }
        if (meaning instanceof TimestampLogicalTypeAnnotation stamp) {
            return new ValueRange(
                    ValueReader.instant(min.longValue(), stamp), ValueReader.instant(max.longValue(), stamp));
        }
        if (meaning instanceof DateLogicalTypeAnnotation) {
            return new ValueRange(LocalDate.ofEpochDay(min.longValue()), LocalDate.ofEpochDay(max.longValue()));
        }
        return meaning == null ? new ValueRange(min.longValue(), max.longValue()) : null;
    }

    /** Parquet orders texts by their UTF-8, Java by their UTF-16: the same unless an end has a surrogate or what follows. */
    private static @Nullable ValueRange texts(String min, String max) {
        boolean sameOrder = (min + max).chars().allMatch(unit -> unit < Character.MIN_SURROGATE);
        return sameOrder ? new ValueRange(min, max) : null;
    }
}
