package io.cogstream.open;

import static io.cogstream.open.Parameter.parameter;

import io.cogstream.failure.SourceException;
import io.cogstream.grid.BoundingBox;
import io.cogstream.io.ReadStatistics;
import io.cogstream.stac.AssetSelection;
import io.cogstream.stac.DatetimeInterval;
import io.cogstream.stac.HrefMapping;
import io.cogstream.stac.Item;
import io.cogstream.stac.ItemCatalog;
import io.cogstream.stac.ItemFilter;
import io.cogstream.stac.ItemQuery;
import io.cogstream.stac.SortKey;
import io.cogstream.stac.cql2.Cql2Filter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Which items and bands a user wants, wherever they lie, as given.
 *
 * @param items stac-geoparquet file or hive-partitioned folder
 * @param datetime instant, day or interval; null for all times
 * @param bands asset keys, {@code asset:n}, or common names where an item has no such key; empty for the data assets of the first item
 * @param ids items to take, empty for all
 * @param collections collections to take, empty for all
 * @param filter CQL2 as text or JSON, null for all items
 * @param sortBy properties, {@code -} before one that descends; empty for file order
 * @param hrefMap prefix rewrites {@code FROM=TO}
 * @param alternate key of the alternate href to take where an asset has it; null for the asset's own
 */
public record ItemSelection(
        String items,
        @Nullable String datetime,
        List<String> bands,
        List<String> ids,
        List<String> collections,
        @Nullable String filter,
        List<String> sortBy,
        List<String> hrefMap,
        @Nullable String alternate) {

    /** Everything in a catalog, with the first item's data assets as bands. */
    public static ItemSelection all(String items) {
        return new ItemSelection(items, null, List.of(), List.of(), List.of(), null, List.of(), List.of(), null);
    }

    public ItemSelection withDatetime(@Nullable String wanted) {
        return new ItemSelection(items, wanted, bands, ids, collections, filter, sortBy, hrefMap, alternate);
    }

    public ItemSelection withBands(List<String> wanted) {
        return new ItemSelection(items, datetime, wanted, ids, collections, filter, sortBy, hrefMap, alternate);
    }

    public ItemSelection {
        bands = List.copyOf(bands);
        ids = List.copyOf(ids);
        collections = List.copyOf(collections);
        sortBy = List.copyOf(sortBy);
        hrefMap = List.copyOf(hrefMap);
    }

    /**
     * The items that match, in the order that is wanted, with the assets of the bands that are wanted.
     *
     * @param boxes longitude and latitude in degrees; an item must meet any of them
     * @param area an item must meet it too: longitude and latitude, cut at the antimeridian; null for any place
     * @return empty if none matches
     * @throws RequestException if a parameter can't be understood; the message names its flag
     * @throws SourceException if the items can't be read
     */
    public List<Item> find(List<BoundingBox> boxes, @Nullable Geometry area) throws RequestException, SourceException {
        List<HrefMapping> mappings = new ArrayList<>();
        for (String mapping : hrefMap) {
            mappings.add(parameter("--href-map", () -> HrefMapping.parse(mapping)));
        }
        ItemQuery query = query().withBoxes(boxes).withArea(area);
        // The catalog's own reads are no reads of sources, and are not counted as such.
        ItemCatalog catalog = ItemCatalog.open(items, mappings, new ReadStatistics());
        try {
            return catalog.search(query, assets());
        } catch (IllegalArgumentException e) {
            throw new RequestException("--sortby: " + e.getMessage(), e);
        }
    }

    private ItemQuery query() throws RequestException {
        String time = datetime;
        DatetimeInterval interval = time == null ? null : parameter("--datetime", () -> DatetimeInterval.parse(time));
        String condition = filter;
        ItemFilter test =
                condition == null ? ItemFilter.NONE : parameter("--filter", () -> Cql2Filter.parse(condition));
        List<SortKey> sortKeys = new ArrayList<>();
        for (String key : sortBy) {
            sortKeys.add(parameter("--sortby", () -> SortKey.parse(key)));
        }
        return ItemQuery.ALL
                .withDatetime(interval)
                .withIds(ids)
                .withCollections(collections)
                .withSort(sortKeys)
                .withFilter(test);
    }

    private AssetSelection assets() throws RequestException {
        if (bands.isEmpty()) {
            // Default bands are chosen from what the first item has.
            return AssetSelection.ALL.withAlternate(alternate);
        }
        Set<String> keys = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (String band : bands) {
            String asset = BandSelection.parse(band).asset();
            keys.add(band);
            keys.add(asset);
            if (asset.equals(band)) {
                names.add(band);
            }
        }
        return AssetSelection.ofKeys(keys).withCommonNames(names).withAlternate(alternate);
    }

    /**
     * What selects the items, as a person would write it.
     *
     * @param place how their place is chosen
     */
    public String describe(String place) {
        StringBuilder text = new StringBuilder(place);
        append(text, "datetime", datetime == null ? "" : datetime);
        append(text, "ids", String.join(",", ids));
        append(text, "collections", String.join(",", collections));
        append(text, "filter", filter == null ? "" : filter.strip());
        append(text, "sortby", String.join(",", sortBy));
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(", ").append(name).append('=').append(value);
        }
    }
}
