package io.cogstream.stac;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.grid.BoundingBox;
import io.cogstream.stac.parquet.Column;
import io.cogstream.stac.parquet.ParquetTable;
import io.cogstream.stac.parquet.ValueVisitor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Searches one stac-geoparquet file. Each row group is read in steps, each only for the rows that the steps before left:
 * bounds, then times, ids and filter fields, then geometry, at last the assets.
 */
final class ItemFileReader {
    /** Largest row group in rows: bounds the bookkeeping per row, which the file's word alone decides. */
    private static final int MAX_ROWS = 1 << 24;

    private final ParquetTable table;
    private final ItemColumns columns;
    private final ItemQuery query;
    private final RowGroupPruning pruning;
    private final Map<String, Object> partition;
    private final Set<String> ids;
    private final Set<String> collections;
    private final CommonNames commonNames;

    /**
     * @param partition what the file's folders say of all its rows
     * @param names that are common names of bands where an item has no asset of that key
     */
    ItemFileReader(
            ParquetTable table,
            ItemColumns columns,
            ItemQuery query,
            Map<String, Object> partition,
            Set<String> names) {
        this.table = table;
        this.columns = columns;
        this.partition = new HashMap<>(partition);
        // A column says more than a folder: it may be null.
        this.partition.keySet().removeIf(name -> columns.fieldOrList(name) != null);
        this.query = query;
        this.pruning = new RowGroupPruning(table, columns, query, this.partition);
        this.ids = new HashSet<>(query.ids());
        this.collections = new HashSet<>(query.collections());
        this.commonNames = new CommonNames(table, names);
    }

    /** Matching rows in file order, with everything read that an item and the sort keys need. */
    void search(List<ItemRow> found) throws SourceException {
        for (int group = 0; group < table.rowGroups(); group++) {
            if (!pruning.canSkip(group)) {
                found.addAll(search(group).values());
            }
        }
    }

    /** Rows that may lie in the query's boxes, as yet empty. */
    private Map<Integer, ItemRow> rowsNear(int group) throws SourceException {
        int count = table.rows(group);
        if (count > MAX_ROWS) {
            throw new UnsupportedSourceException(
                    table.href(), "row group " + group + ": " + count + " rows, at most " + MAX_ROWS + " are read");
        }
        BitSet wanted = new BitSet();
        wanted.set(0, count);
        double[][] sides = boundsComeFirst() ? sides(group, count, wanted) : new double[0][];
        Map<Integer, ItemRow> rows = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            if (sides.length == 0 || mayMeet(sides[0][i], sides[1][i], sides[2][i], sides[3][i])) {
                ItemRow row = row();
                for (int side = 0; side < sides.length; side++) {
                    row.bbox[side] = Double.isNaN(sides[side][i]) ? null : (Double) sides[side][i];
                }
                rows.put(i, row);
            }
        }
        return rows;
    }

    private boolean boundsComeFirst() {
        return !query.boxes().isEmpty() && !columns.bbox.isEmpty();
    }

    private ItemRow row() {
        ItemRow row = new ItemRow();
        Object collection = columns.collection == null ? partition.get("collection") : null;
        row.collection = collection == null ? null : collection.toString();
        return row;
    }

    private Map<Integer, ItemRow> search(int group) throws SourceException {
        Map<Integer, ItemRow> rows = rowsNear(group);
        read(group, rows, RowTargets.properties(columns, query));
        keep(rows, this::matchesProperties);
        // A filter on places has to wait for them; any other spares them.
        boolean filterLater = query.filter().fields().contains(ItemFilter.GEOMETRY);
        if (!filterLater) {
            keep(rows, this::passesFilter);
        }
        read(group, rows, RowTargets.places(columns, !boundsComeFirst()));
        if (!query.boxes().isEmpty()) {
            keep(rows, row -> row.footprint().intersects(query.boxes()));
        }
        Geometry area = query.area();
        if (area != null) {
            keep(rows, row -> row.footprint().intersects(area));
        }
        if (filterLater) {
            keep(rows, this::passesFilter);
        }
        read(group, rows, RowTargets.assets(columns));
        readByCommonName(group, rows);
        return rows;
    }

    /** Reads the names of bands only where an item lacks a wanted key. */
    private void readByCommonName(int group, Map<Integer, ItemRow> rows) throws SourceException {
        Map<Integer, ItemRow> lacking = new TreeMap<>(rows);
        lacking.values().removeIf(commonNames::hasAll);
        if (lacking.isEmpty() || commonNames.columns().isEmpty()) {
            return;
        }
        read(group, lacking, commonNames.columns());
        Set<String> keys = new LinkedHashSet<>();
        lacking.values().forEach(row -> keys.addAll(commonNames.resolve(row)));
        read(group, lacking, RowTargets.aliases(columns, keys));
    }

    /** West, south, east, north of each row, NaN where unknown. */
    private double[][] sides(int group, int count, BitSet wanted) throws SourceException {
        double[][] sides = new double[4][count];
        Map<Column, ValueVisitor> visitors = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            double[] side = sides[i];
            visitors.put(
                    columns.bbox.get(i),
                    (row, value) -> side[row] = value instanceof Double degrees ? degrees : Double.NaN);
        }
        table.read(group, visitors, wanted);
        return sides;
    }

    private boolean mayMeet(double west, double south, double east, double north) {
        if (!(south <= north) || !Double.isFinite(west + east + south + north)) {
            return true;
        }
        double slack = RowGroupPruning.SLACK;
        if (-180 <= west && west <= east && east <= 180) {
            return query.boxes().stream()
                    .anyMatch(box -> box.minX() <= east + slack
                            && box.maxX() >= west - slack
                            && box.minY() <= north + slack
                            && box.maxY() >= south - slack);
        }
        for (BoundingBox part : Antimeridian.boxes(west, south, east, north)) {
            BoundingBox near = part.expanded(slack, slack);
            if (query.boxes().stream().anyMatch(near::intersects)) {
                return true;
            }
        }
        return false;
    }

    private void read(int group, Map<Integer, ItemRow> rows, Map<Column, BiConsumer<ItemRow, @Nullable Object>> wanted)
            throws SourceException {
        BitSet selected = new BitSet();
        rows.keySet().forEach(selected::set);
        Map<Column, ValueVisitor> visitors = new LinkedHashMap<>();
        wanted.forEach((column, target) -> visitors.put(column, (row, value) -> {
            ItemRow into = rows.get(row);
            if (into != null) {
                target.accept(into, value);
            }
        }));
        table.read(group, visitors, selected);
    }

    private boolean matchesProperties(ItemRow row) {
        if ((!ids.isEmpty() && !ids.contains(row.id))
                || (!collections.isEmpty() && !collections.contains(row.collection))) {
            return false;
        }
        DatetimeInterval wanted = query.datetime();
        Instant time = wanted == null ? null : row.time();
        return wanted == null || (time != null && wanted.contains(time));
    }

    private boolean passesFilter(ItemRow row) {
        return query.filter().test(field -> filterValue(row, field));
    }

    private @Nullable Object filterValue(ItemRow row, String field) {
        if (field.equals(ItemFilter.GEOMETRY)) {
            return row.geometry == null ? null : row.footprint().geometry();
        }
        Object value = row.field(field);
        if (value instanceof List<?> list) {
            return list.stream().filter(Objects::nonNull).toList();
        }
        return value != null ? value : partition.get(field);
    }

    private void keep(Map<Integer, ItemRow> rows, Predicate<ItemRow> condition) throws SourceException {
        for (var entries = rows.entrySet().iterator(); entries.hasNext(); ) {
            ItemRow row = entries.next().getValue();
            try {
                if (!condition.test(row)) {
                    entries.remove();
                }
            } catch (IllegalArgumentException | DateTimeException malformed) {
                throw malformed(row, malformed);
            }
        }
    }

    /** Whether the file has a column that can be sorted by. */
    boolean knows(String field) {
        return columns.field(field) != null;
    }

    /** Whether the file, or the folders that it is in, can say something of a field to a filter. */
    boolean knowsForFilter(String field) {
        return columns.fieldOrList(field) != null || partition.containsKey(field);
    }

    /** The item of a row that matched. */
    Item item(ItemRow row, HrefResolver hrefs) throws SourceException {
        try {
            return row.item(hrefs);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw malformed(row, malformed);
        }
    }

    private MalformedSourceException malformed(ItemRow row, RuntimeException cause) {
        return new MalformedSourceException(table.href(), "item " + row.id + ": " + cause.getMessage(), cause);
    }
}
