package io.cogstream.open;

import static io.cogstream.open.Parameters.parameter;

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

/** Finds the items that a request asks for. */
final class ItemSearch {
    private final OpenRequest request;
    private final ItemCatalog catalog;
    private final ItemQuery query;
    private final AssetSelection assets;

    /**
     * @param area that items must meet, longitude and latitude; null for any place in the boxes
     * @throws RequestException if a parameter can't be understood
     * @throws SourceException if there is no catalog
     */
    ItemSearch(OpenRequest request, @Nullable Geometry area) throws RequestException, SourceException {
        this.request = request;
        this.query = query(request).withArea(area);
        this.assets = assets(request);
        List<HrefMapping> mappings = new ArrayList<>();
        for (String mapping : request.hrefMap()) {
            mappings.add(parameter("--href-map", () -> HrefMapping.parse(mapping)));
        }
        // The catalog's own reads are no reads of sources, and are not counted as such.
        this.catalog = ItemCatalog.open(request.items(), mappings, new ReadStatistics());
    }

    /**
     * The items, at least one.
     *
     * @param boxes longitude and latitude
     * @param box the same in the array's CRS, for messages
     */
    List<Item> items(List<BoundingBox> boxes, BoundingBox box)
            throws RequestException, NothingMatchesException, SourceException {
        if (boxes.isEmpty()) {
            throw new RequestException("--bbox: no point of it has a longitude and latitude in " + request.crs());
        }
        List<Item> items;
        try {
            items = catalog.search(query.withBoxes(boxes), assets);
        } catch (IllegalArgumentException e) {
            throw new RequestException("--sortby: " + e.getMessage(), e);
        }
        if (items.isEmpty()) {
            throw new NothingMatchesException("no item in '%s' matches: %s%s"
                    .formatted(request.items(), text(request, box), query.area() == null ? "" : ", the geometry"));
        }
        return items;
    }

    /** All that selects items but their place. */
    private static ItemQuery query(OpenRequest request) throws RequestException {
        String datetime = request.datetime();
        DatetimeInterval interval =
                datetime == null ? null : parameter("--datetime", () -> DatetimeInterval.parse(datetime));
        String condition = request.filter();
        ItemFilter filter =
                condition == null ? ItemFilter.NONE : parameter("--filter", () -> Cql2Filter.parse(condition));
        List<SortKey> sortKeys = new ArrayList<>();
        for (String key : request.sortBy()) {
            sortKeys.add(parameter("--sortby", () -> SortKey.parse(key)));
        }
        return ItemQuery.ALL
                .withDatetime(interval)
                .withIds(request.ids())
                .withCollections(request.collections())
                .withSort(sortKeys)
                .withFilter(filter);
    }

    private static AssetSelection assets(OpenRequest request) throws RequestException {
        if (request.bands().isEmpty()) {
            // Default bands are chosen from what the first item has.
            return AssetSelection.ALL.withAlternate(request.alternate());
        }
        Set<String> keys = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (String band : request.bands()) {
            String asset = BandSelection.parse(band).asset();
            keys.add(band);
            keys.add(asset);
            if (asset.equals(band)) {
                names.add(band);
            }
        }
        return AssetSelection.ofKeys(keys).withCommonNames(names).withAlternate(request.alternate());
    }

    /** What selected the items, as a person would write it. */
    static String text(OpenRequest request, BoundingBox box) {
        StringBuilder text = new StringBuilder();
        text.append("bbox=%s,%s,%s,%s in %s".formatted(box.minX(), box.minY(), box.maxX(), box.maxY(), request.crs()));
        append(text, "datetime", request.datetime() == null ? "" : request.datetime());
        append(text, "ids", String.join(",", request.ids()));
        append(text, "collections", String.join(",", request.collections()));
        append(text, "filter", request.filter() == null ? "" : request.filter().strip());
        append(text, "sortby", String.join(",", request.sortBy()));
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(", ").append(name).append('=').append(value);
        }
    }
}
