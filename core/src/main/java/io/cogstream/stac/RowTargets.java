package io.cogstream.stac;

import io.cogstream.stac.parquet.Column;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which columns are read for a step of a search, and what of a row each of them fills. */
final class RowTargets {
    private final Map<Column, BiConsumer<ItemRow, @Nullable Object>> targets = new LinkedHashMap<>();

    private RowTargets() {}

    /** What identifies an item, its times, and the fields that it is sorted and filtered by. */
    static Map<Column, BiConsumer<ItemRow, @Nullable Object>> properties(ItemColumns columns, ItemQuery query) {
        RowTargets wanted = new RowTargets();
        wanted.add(columns.id, (row, value) -> row.id = value);
        wanted.add(columns.collection, (row, value) -> row.collection = value);
        wanted.add(columns.datetime, (row, value) -> row.datetime = value);
        wanted.add(columns.startDatetime, (row, value) -> row.startDatetime = value);
        Set<String> sorted = new LinkedHashSet<>();
        query.sort().forEach(key -> sorted.add(key.field()));
        for (String field : sorted) {
            wanted.add(columns.field(field), (row, value) -> row.field(field, value));
        }
        for (String field : query.filter().fields()) {
            if (!sorted.contains(field) && !field.equals(ItemFilter.GEOMETRY)) {
                wanted.add(columns.fieldOrList(field), (row, value) -> row.field(field, value));
            }
        }
        return wanted.targets;
    }

    /** @param withBounds whether the rows lack their bounds as yet */
    static Map<Column, BiConsumer<ItemRow, @Nullable Object>> places(ItemColumns columns, boolean withBounds) {
        RowTargets wanted = new RowTargets();
        wanted.add(columns.geometry, (row, value) -> row.geometry = value);
        for (int i = 0; i < columns.bbox.size() && withBounds; i++) {
            int side = i;
            wanted.add(columns.bbox.get(i), (row, value) -> row.bbox[side] = value);
        }
        return wanted.targets;
    }

    /** The assets that were wanted from the start. */
    static Map<Column, BiConsumer<ItemRow, @Nullable Object>> assets(ItemColumns columns) {
        RowTargets wanted = new RowTargets();
        columns.assets.forEach((key, asset) -> wanted.addAsset(asset, row -> List.of(row.asset(key))));
        return wanted.targets;
    }

    /** @param keys of assets that rows found by another name */
    static Map<Column, BiConsumer<ItemRow, @Nullable Object>> aliases(ItemColumns columns, Set<String> keys) {
        RowTargets wanted = new RowTargets();
        keys.forEach(key -> wanted.addAsset(columns.asset(key), row -> row.aliasesOf(key)));
        return wanted.targets;
    }

    private void addAsset(ItemColumns.AssetColumns asset, Function<ItemRow, List<ItemRow.AssetRow>> rows) {
        add(asset.href, (row, value) -> rows.apply(row).forEach(into -> into.href = value));
        add(asset.alternate, (row, value) -> rows.apply(row).forEach(into -> into.alternate = value));
        add(asset.type, (row, value) -> rows.apply(row).forEach(into -> into.type = value));
        add(asset.roles, (row, value) -> rows.apply(row).forEach(into -> into.roles = value));
    }

    private void add(@Nullable Column column, BiConsumer<ItemRow, @Nullable Object> target) {
        if (column != null) {
            targets.merge(column, target, BiConsumer::andThen);
        }
    }
}
