package io.cogstream.stac;

import io.cogstream.failure.SourceException;
import io.cogstream.io.ReadStatistics;
import io.cogstream.stac.parquet.ParquetTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One search over the files of a catalog. Files that their folders rule out are left unread, unless a file that is read shows
 * that the folders can't be relied on, or none of those that are read knows a field that the query names.
 */
final class CatalogSearch {
    private final ItemQuery query;
    private final AssetSelection assets;
    private final HrefResolver hrefs;
    private final ReadStatistics statistics;
    private final FolderPruning pruning;
    /** By the file's place in the catalog. */
    private final SortedMap<Integer, List<Found>> found = new TreeMap<>();

    private final Set<String> unknownSorts = new LinkedHashSet<>();
    private final Set<String> absentFields;
    private boolean foldersHold = true;

    /**
     * One file of the catalog.
     *
     * @param folders what its folders say of all its rows
     */
    record CatalogFile(Path path, Map<String, Object> folders) {}

    private record Found(Item item, List<@Nullable Object> keys) {}

    CatalogSearch(ItemQuery query, AssetSelection assets, HrefResolver hrefs, ReadStatistics statistics) {
        this.query = query;
        this.assets = assets;
        this.hrefs = hrefs;
        this.statistics = statistics;
        this.pruning = new FolderPruning(query);
        query.sort().forEach(key -> unknownSorts.add(key.field()));
        this.absentFields = new LinkedHashSet<>(query.filter().fields());
    }

    /** Matching items in the query's order, ties in the order of the files. */
    List<Item> run(List<CatalogFile> files) throws SourceException {
        SortedMap<Integer, CatalogFile> ruledOut = new TreeMap<>();
        SortedMap<Integer, CatalogFile> open = new TreeMap<>();
        for (int i = 0; i < files.size(); i++) {
            (pruning.canSkip(files.get(i).folders()) ? ruledOut : open).put(i, files.get(i));
        }
        witnesses(open, ruledOut).forEach(i -> open.put(i, ruledOut.remove(i)));
        search(open);
        if (!foldersHold || !unknownSorts.isEmpty() || !absentFields.isEmpty()) {
            search(ruledOut);
        }
        return items();
    }

    /** Files that are opened although their folders rule them out, to see whether the folders hold. */
    private Set<Integer> witnesses(SortedMap<Integer, CatalogFile> open, SortedMap<Integer, CatalogFile> ruledOut) {
        Set<Integer> witnesses = query.datetime() == null ? Set.of() : witnesses(query.datetime(), ruledOut);
        return witnesses.isEmpty() && open.isEmpty() ? Set.of(ruledOut.firstKey()) : witnesses;
    }

    /**
     * Folders may name another time than the items' own, such as that of publication. Then files next to the wanted time hold
     * items of it, or the first or the last file holds items that came late.
     */
    private static Set<Integer> witnesses(DatetimeInterval wanted, SortedMap<Integer, CatalogFile> ruledOut) {
        NavigableMap<Instant, Integer> byTime = new TreeMap<>();
        ruledOut.forEach((i, file) -> {
            DatetimeInterval claimed = FolderTime.of(file.folders());
            if (claimed != null) {
                byTime.put(claimed.start(), i);
            }
        });
        Instant end = wanted.end() == null ? Instant.MAX : wanted.end();
        Set<Integer> witnesses = new TreeSet<>();
        for (Map.Entry<Instant, Integer> entry : Arrays.asList(
                byTime.firstEntry(), byTime.lowerEntry(end), byTime.ceilingEntry(end), byTime.lastEntry())) {
            if (entry != null) {
                witnesses.add(entry.getValue());
            }
        }
        return witnesses;
    }

    /** Names of sort keys that no file knew. */
    Set<String> unknownSorts() {
        return unknownSorts;
    }

    private void search(SortedMap<Integer, CatalogFile> files) throws SourceException {
        for (Map.Entry<Integer, CatalogFile> entry : files.entrySet()) {
            CatalogFile file = entry.getValue();
            try (ParquetTable table = ParquetTable.open(file.path(), statistics)) {
                ItemColumns columns = new ItemColumns(table, assets);
                foldersHold &= pruning.isBorneOut(table, columns, file.folders());
                ItemFileReader reader = new ItemFileReader(table, columns, query, file.folders(), assets.commonNames());
                found.put(entry.getKey(), found(reader));
                unknownSorts.removeIf(reader::knows);
                absentFields.removeIf(reader::knowsForFilter);
            }
        }
    }

    private List<Found> found(ItemFileReader reader) throws SourceException {
        List<ItemRow> rows = new ArrayList<>();
        reader.search(rows);
        List<Found> items = new ArrayList<>();
        for (ItemRow row : rows) {
            List<@Nullable Object> keys = new ArrayList<>();
            query.sort().forEach(key -> keys.add(row.field(key.field())));
            items.add(new Found(reader.item(row, hrefs), keys));
        }
        return items;
    }

    private List<Item> items() {
        if (!absentFields.isEmpty()) {
            // As lazycogs has it: a filter on what no item has finds nothing, not even with IS NULL.
            return List.of();
        }
        List<Found> all = new ArrayList<>(
                found.values().stream().flatMap(Collection::stream).toList());
        if (!query.sort().isEmpty()) {
            all.sort(order(query.sort()));
        }
        return all.stream().map(Found::item).toList();
    }

    private static Comparator<Found> order(List<SortKey> keys) {
        List<Comparator<@Nullable Object>> orders =
                keys.stream().map(ValueOrder::of).toList();
        return (a, b) -> {
            int result = 0;
            for (int i = 0; i < orders.size() && result == 0; i++) {
                result = orders.get(i).compare(a.keys.get(i), b.keys.get(i));
            }
            return result;
        };
    }
}
