package io.cogstream.stac;

import io.cogstream.failure.SourceException;
import io.cogstream.grid.BoundingBox;
import io.cogstream.stac.parquet.Column;
import io.cogstream.stac.parquet.ParquetTable;
import io.cogstream.stac.parquet.ValueRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells from statistics alone that no row of a row group can match. */
final class RowGroupPruning {
    /** Degrees by which stored bounds may be off: writers round them, some to float32. */
    static final double SLACK = 1e-4;

    private final ParquetTable table;
    private final ItemColumns columns;
    private final ItemQuery query;
    private final Map<String, Object> partition;

    /** @param partition what the file's folders say of all its rows, where no column does */
    RowGroupPruning(ParquetTable table, ItemColumns columns, ItemQuery query, Map<String, Object> partition) {
        this.table = table;
        this.columns = columns;
        this.query = query;
        this.partition = partition;
    }

    boolean canSkip(int group) throws SourceException {
        return missesBoxes(group)
                || missesTime(group)
                || missesTexts(group, columns.id, query.ids())
                || missesTexts(group, columns.collection, query.collections())
                || !query.filter().mayMatch(field -> range(group, field));
    }

    private @Nullable ValueRange range(int group, String field) {
        Column column = columns.field(field);
        Object value = partition.get(field);
        if (column == null) {
            return value == null ? null : new ValueRange(value, value);
        }
        return table.range(group, column);
    }

    private boolean missesTexts(int group, @Nullable Column column, List<String> wanted) {
        ValueRange range = wanted.isEmpty() || column == null ? null : table.range(group, column);
        return range != null
                && range.min() instanceof String first
                && range.max() instanceof String last
                && wanted.stream().noneMatch(text -> first.compareTo(text) <= 0 && text.compareTo(last) <= 0);
    }

    private boolean missesTime(int group) throws SourceException {
        DatetimeInterval wanted = query.datetime();
        return wanted != null
                && !mayHold(group, columns.datetime, wanted)
                && !mayHold(group, columns.startDatetime, wanted);
    }

    private boolean mayHold(int group, @Nullable Column column, DatetimeInterval wanted) throws SourceException {
        if (column == null || table.nulls(group, column) == table.rows(group)) {
            return false;
        }
        ValueRange range = table.range(group, column);
        return range == null
                || !(range.min() instanceof Instant first && range.max() instanceof Instant last)
                || wanted.intersects(first, last);
    }

    private boolean missesBoxes(int group) {
        if (query.boxes().isEmpty() || columns.bbox.isEmpty()) {
            return false;
        }
        List<ValueRange> sides = new ArrayList<>();
        for (Column side : columns.bbox) {
            ValueRange range = table.range(group, side);
            if (range == null || !(range.min() instanceof Double) || table.nulls(group, side) != 0) {
                return false;
            }
            sides.add(range);
        }
        return query.boxes().stream().noneMatch(box -> mayMeet(box, sides));
    }

    private static boolean mayMeet(BoundingBox box, List<ValueRange> sides) {
        double south = (Double) sides.get(1).min() - SLACK;
        double north = (Double) sides.get(3).max() + SLACK;
        return box.maxY() >= south && box.minY() <= north && (mayWrap(sides) || mayMeetX(box, sides));
    }

    private static boolean mayMeetX(BoundingBox box, List<ValueRange> sides) {
        return box.maxX() >= (Double) sides.get(0).min() - SLACK
                && box.minX() <= (Double) sides.get(2).max() + SLACK;
    }

    /**
     * Whether some row may cross the antimeridian. One with west > east does so by at least 180 degrees, as no footprint that
     * crosses is wider than half the world.
     */
    private static boolean mayWrap(List<ValueRange> sides) {
        double westernmost = (Double) sides.get(0).min();
        double easternmost = (Double) sides.get(2).max();
        double latestWest = (Double) sides.get(0).max();
        double earliestEast = (Double) sides.get(2).min();
        return westernmost < -180 || easternmost > 180 || latestWest - earliestEast >= 180;
    }
}
