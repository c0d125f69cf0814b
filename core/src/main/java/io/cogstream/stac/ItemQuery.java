package io.cogstream.stac;

import io.cogstream.grid.BoundingBox;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Which items are wanted, and in which order. An empty list asks for nothing in particular.
 *
 * @param boxes longitude and latitude in degrees, each within [-180, 180] × [-90, 90]; an item's geometry must meet any of
 *     them, edges included
 * @param area longitude and latitude, cut at the antimeridian; an item's geometry must meet it too, null for any place
 * @param datetime holds the item's own time, null for any
 * @param ids any of these
 * @param collections any of these
 * @param sort the first key weighs most, ties stay in file order; empty is file order
 * @param filter condition on properties
 */
public record ItemQuery(
        List<BoundingBox> boxes,
        @Nullable Geometry area,
        @Nullable DatetimeInterval datetime,
        List<String> ids,
        List<String> collections,
        List<SortKey> sort,
        ItemFilter filter) {

    /** Every item in file order. */
    public static final ItemQuery ALL =
            new ItemQuery(List.of(), null, null, List.of(), List.of(), List.of(), ItemFilter.NONE);

    public ItemQuery {
        boxes = List.copyOf(boxes);
        ids = List.copyOf(ids);
        collections = List.copyOf(collections);
        sort = List.copyOf(sort);
    }

    public ItemQuery withBoxes(List<BoundingBox> wanted) {
        return new ItemQuery(wanted, area, datetime, ids, collections, sort, filter);
    }

    public ItemQuery withArea(@Nullable Geometry wanted) {
        return new ItemQuery(boxes, wanted, datetime, ids, collections, sort, filter);
    }

    public ItemQuery withDatetime(@Nullable DatetimeInterval wanted) {
        return new ItemQuery(boxes, area, wanted, ids, collections, sort, filter);
    }

    public ItemQuery withIds(List<String> wanted) {
        return new ItemQuery(boxes, area, datetime, wanted, collections, sort, filter);
    }

    public ItemQuery withCollections(List<String> wanted) {
        return new ItemQuery(boxes, area, datetime, ids, wanted, sort, filter);
    }

    public ItemQuery withSort(List<SortKey> wanted) {
        return new ItemQuery(boxes, area, datetime, ids, collections, wanted, filter);
    }

    public ItemQuery withFilter(ItemFilter wanted) {
        return new ItemQuery(boxes, area, datetime, ids, collections, sort, wanted);
    }

    /** Says what was asked for, so that "nothing matches" can name it. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        append(text, "bbox", boxes.isEmpty() ? null : boxes);
        append(text, "area", area == null ? null : area.getEnvelopeInternal());
        append(text, "datetime", datetime);
        append(text, "ids", ids.isEmpty() ? null : ids);
        append(text, "collections", collections.isEmpty() ? null : collections);
        append(text, "filter", filter == ItemFilter.NONE ? null : filter);
        return text.length() == 0 ? "any item" : text.toString();
    }

    private static void append(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            text.append(text.length() == 0 ? "" : ", ").append(name).append(' ').append(value);
        }
    }
}
