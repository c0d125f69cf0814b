package io.cogstream.stac;

import io.cogstream.stac.parquet.Column;
import io.cogstream.stac.parquet.ParquetTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds assets by {@code eo:common_name}, for items whose keys differ: in STAC 1.0 {@code eo:bands[].common_name}, in STAC 1.1
 * {@code bands[].eo:common_name} or the asset's own {@code eo:common_name}.
 */
final class CommonNames {
    private final Set<String> wanted;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    /** @param wanted names that may be common names; none to look for none */
    CommonNames(ParquetTable table, Set<String> wanted) {
        this.wanted = wanted;
        for (Column column : wanted.isEmpty() ? List.<Column>of() : table.columns()) {
            if (isCommonName(column.path())) {
                columns.putIfAbsent(column.path().get(1), column);
            }
        }
    }

    /** Writers name the groups of a list as they like. */
    private static boolean isCommonName(List<String> path) {
        if (path.size() < 3 || !path.get(0).equals("assets")) {
            return false;
        }
        String list = path.get(2);
        String leaf = path.get(path.size() - 1);
        return (list.equals("eo:bands") && leaf.equals("common_name"))
                || (list.equals("bands") && leaf.equals("eo:common_name"))
                || (path.size() == 3 && list.equals("eo:common_name"));
    }

    /** What the catalog says of bands' names, and where a row takes it. */
    Map<Column, BiConsumer<ItemRow, @Nullable Object>> columns() {
        Map<Column, BiConsumer<ItemRow, @Nullable Object>> readers = new LinkedHashMap<>();
        columns.forEach((key, column) -> readers.put(column, (row, value) -> row.bandNames.put(key, names(value))));
        return readers;
    }

    private static List<@Nullable Object> names(@Nullable Object value) {
        List<@Nullable Object> one = new ArrayList<>();
        one.add(value);
        return value instanceof List<?> list ? new ArrayList<>(list) : one;
    }

    /** Whether a row has all that is wanted by key. */
    boolean hasAll(ItemRow row) {
        return wanted.stream().allMatch(row::hasAsset);
    }

    /**
     * Lets the names that the row has no asset of find the asset with the fewest bands that has one of that name; the first in
     * file order of equals. So {@code red} is the red band's own file before the true colour image's first sample.
     *
     * @return keys of the assets that were found
     */
    Set<String> resolve(ItemRow row) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : wanted) {
            String best = row.hasAsset(name) ? null : best(row.bandNames, name);
            if (best != null) {
                row.alias(name, best, row.bandNames.get(best).indexOf(name) + 1);
                found.add(best);
            }
        }
        return found;
    }

    private static @Nullable String best(Map<String, List<@Nullable Object>> names, String name) {
        String best = null;
        for (Map.Entry<String, List<@Nullable Object>> asset : names.entrySet()) {
            if (asset.getValue().contains(name)
                    && (best == null
                            || asset.getValue().size() < names.get(best).size())) {
                best = asset.getKey();
            }
        }
        return best;
    }
}
