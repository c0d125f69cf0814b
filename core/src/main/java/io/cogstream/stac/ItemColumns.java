package io.cogstream.stac;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.stac.parquet.Column;
import io.cogstream.stac.parquet.ParquetTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a stac-geoparquet file keeps what makes an item.
 *
 * @see <a href="https://github.com/stac-utils/stac-geoparquet/blob/main/spec/stac-geoparquet-spec.md">stac-geoparquet</a>
 */
final class ItemColumns {
    final Column id;
    final Column geometry;
    final @Nullable Column collection;
    final @Nullable Column datetime;
    final @Nullable Column startDatetime;
    /** West, south, east, north; empty if the file has no columns of bounds. */
    final List<Column> bbox;
    /** Wanted assets in file order. */
    final Map<String, AssetColumns> assets = new LinkedHashMap<>();

    private final ParquetTable table;
    private final @Nullable String alternate;

    /** Columns of one asset; those it lacks are null. */
    static final class AssetColumns {
        @Nullable
        Column href;

        /** The href that is preferred to the asset's own. */
        @Nullable
        Column alternate;

        @Nullable
        Column type;

        @Nullable
        Column roles;
    }

    ItemColumns(ParquetTable table, AssetSelection selection) throws MalformedSourceException {
        this.table = table;
        this.alternate = selection.alternate();
        id = required("id");
        geometry = required("geometry");
        collection = table.column(List.of("collection"));
        datetime = table.column(List.of("datetime"));
        startDatetime = table.column(List.of("start_datetime"));
        if (datetime == null && startDatetime == null) {
            throw missing("datetime");
        }
        bbox = BboxCovering.of(table, "geometry");
        boolean any = false;
        for (Column column : table.columns()) {
            if (column.path().size() > 2 && column.isAtOrBelow(List.of("assets"))) {
                any = true;
                String key = column.path().get(1);
                if (selection.wants(key)) {
                    boolean toChoose = selection.keys() == null;
                    place(column, assets.computeIfAbsent(key, absent -> new AssetColumns()), toChoose);
                }
            }
        }
        if (!any) {
            throw missing("assets");
        }
    }

    /** Where an asset's files are, whether it was wanted from the start or not. */
    AssetColumns asset(String key) {
        AssetColumns asset = new AssetColumns();
        List<String> names = List.of("assets", key);
        table.columns().stream()
                .filter(column -> column.path().size() > 2 && column.isAtOrBelow(names))
                .forEach(column -> place(column, asset, false));
        return asset;
    }

    /** @param toChoose whether assets are still to be chosen by what they are */
    private void place(Column column, AssetColumns asset, boolean toChoose) {
        List<String> path = column.path();
        if (path.size() == 3 && path.get(2).equals("href")) {
            asset.href = column;
        } else if (alternate != null && path.subList(2, path.size()).equals(List.of("alternate", alternate, "href"))) {
            asset.alternate = column;
        } else if (!toChoose) {
            return;
        } else if (path.size() == 3 && path.get(2).equals("type")) {
            asset.type = column;
        } else if (path.get(2).equals("roles") && column.repeated()) {
            asset.roles = column;
        }
    }

    private Column required(String name) throws MalformedSourceException {
        Column column = table.column(List.of(name));
        if (column == null) {
            throw missing(name);
        }
        return column;
    }

    private MalformedSourceException missing(String name) {
        return new MalformedSourceException(
                table.href(), "schema: no column '" + name + "', which every stac-geoparquet file has");
    }

    /** The column of a property, or of a property that is a list of plain values; null if there is none. */
    @Nullable
    Column fieldOrList(String name) {
        Column field = field(name);
        if (field != null) {
            return field;
        }
        Column list = list(List.of(name));
        return list != null ? list : list(List.of(name.split("\\.", -1)));
    }

    /** A list has one leaf, in one or two groups below it, which writers name as they like. */
    private @Nullable Column list(List<String> names) {
        List<Column> leaves = table.columns().stream()
                .filter(column -> column.isAtOrBelow(names))
                .toList();
        return leaves.size() == 1
                        && leaves.get(0).repeated()
                        && leaves.get(0).path().size() <= names.size() + 2
                ? leaves.get(0)
                : null;
    }

    /** The column of a property: its whole name, else nested names joined with dots; null if there is none. */
    @Nullable
    Column field(String name) {
        Column whole = table.column(List.of(name));
        return whole != null ? whole : table.column(List.of(name.split("\\.", -1)));
    }
}
