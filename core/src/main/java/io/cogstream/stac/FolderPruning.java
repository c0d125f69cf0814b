package io.cogstream.stac;

import io.cogstream.failure.SourceException;
import io.cogstream.stac.parquet.Column;
import io.cogstream.stac.parquet.ParquetTable;
import io.cogstream.stac.parquet.ValueRange;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the names of its folders alone that no row of a file can match. Names only claim something: a catalog is
 * searched without the files that they rule out as long as the statistics of every file that is read bear them out.
 */
final class FolderPruning {
    private static final String COLLECTION = "collection";

    private final ItemQuery query;
    /** Keys of folders that rule files out because they count as properties. */
    private final Set<String> properties;

    FolderPruning(ItemQuery query) {
        this.query = query;
        this.properties = new HashSet<>(query.filter().fields());
        if (!query.collections().isEmpty()) {
            properties.add(COLLECTION);
        }
    }

    /** @param folders what the file's folders say of all its rows */
    boolean canSkip(Map<String, Object> folders) {
        return missesTime(folders)
                || missesCollections(folders)
                || !query.filter().mayMatch(name -> exactly(folders.get(name)));
    }

    private boolean missesTime(Map<String, Object> folders) {
        DatetimeInterval wanted = query.datetime();
        DatetimeInterval claimed = wanted == null ? null : FolderTime.of(folders);
        return claimed != null && !wanted.intersects(claimed);
    }

    private boolean missesCollections(Map<String, Object> folders) {
        Object collection = folders.get(COLLECTION);
        return collection != null
                && !query.collections().isEmpty()
                && !query.collections().contains(collection.toString());
    }

    private static @Nullable ValueRange exactly(@Nullable Object value) {
        return value == null ? null : new ValueRange(value, value);
    }

    /** Whether a file's own statistics say what its folders do, as far as {@link #canSkip} relies on it. */
    boolean isBorneOut(ParquetTable table, ItemColumns columns, Map<String, Object> folders) throws SourceException {
        DatetimeInterval claimed = query.datetime() == null ? null : FolderTime.of(folders);
        for (int group = 0; group < table.rowGroups(); group++) {
            if (claimed != null && !holdsTimes(table, columns, group, claimed)) {
                return false;
            }
            for (String name : properties) {
                Object value = folders.get(name);
                if (value != null && !holdsOnly(table, columns.fieldOrList(name), group, value)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean holdsTimes(ParquetTable table, ItemColumns columns, int group, DatetimeInterval claimed)
            throws SourceException {
        if (table.rows(group) == 0) {
            return true;
        }
        Column own = columns.datetime;
        boolean ownEverywhere = own != null && table.nulls(group, own) == 0;
        boolean ownNowhere = own == null || table.nulls(group, own) == table.rows(group);
        return (ownNowhere || liesIn(table, own, group, claimed))
                && (ownEverywhere || liesIn(table, columns.startDatetime, group, claimed));
    }

    private static boolean liesIn(ParquetTable table, @Nullable Column column, int group, DatetimeInterval claimed) {
        ValueRange range = column == null ? null : table.range(group, column);
        return range != null
                && range.min() instanceof Instant first
                && range.max() instanceof Instant last
                && claimed.contains(first)
                && claimed.contains(last);
    }

    /** A column says more than a folder, unless it says the same. */
    private static boolean holdsOnly(ParquetTable table, @Nullable Column column, int group, Object value) {
        return column == null
                || (table.nulls(group, column) == 0 && exactly(value).equals(table.range(group, column)));
    }
}
