package io.cogstream.stac;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a catalog while it is read, column by column. */
final class ItemRow {
    @Nullable
    Object id;

    @Nullable
    Object collection;

    @Nullable
    Object datetime;

    @Nullable
    Object startDatetime;

    @Nullable
    Object geometry;

    final @Nullable Object[] bbox = new @Nullable Object[4];
    private @Nullable Footprint footprint;
    private final Map<String, @Nullable Object> fields = new HashMap<>(4);
    private final Map<String, AssetRow> assets = new LinkedHashMap<>();

    /** What is known of one asset. */
    static final class AssetRow {
        @Nullable
        Object href;

        @Nullable
        Object type;

        @Nullable
        Object roles;
    }

    void field(String name, @Nullable Object value) {
        fields.put(name, value);
    }

    @Nullable
    Object field(String name) {
        return fields.get(name);
    }

    AssetRow asset(String key) {
        return assets.computeIfAbsent(key, absent -> new AssetRow());
    }

    /** The item's own time, null if it has none. Fails with {@link DateTimeException} on a text that is no time. */
    @Nullable
    Instant time() {
        Object value = datetime == null ? startDatetime : datetime;
        if (value instanceof LocalDate date) {
            return date.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        if (value instanceof String text) {
            return Timestamps.parse(text);
        }
        return value instanceof Instant instant ? instant : null;
    }

    private boolean dateOnly() {
        Object value = datetime == null ? startDatetime : datetime;
        return value instanceof LocalDate || (value instanceof String text && Timestamps.isDateOnly(text));
    }

    /** Cut at the antimeridian. Fails with {@link IllegalArgumentException} on a geometry that is none. */
    Footprint footprint() {
        if (footprint == null) {
            footprint = Outlines.footprint(geometry, bbox);
        }
        return footprint;
    }

    /** The finished item; fails with {@link IllegalArgumentException} or {@link DateTimeException} if it lacks something. */
    Item item(HrefResolver hrefs) {
        if (!(id instanceof String name) || name.isEmpty()) {
            throw new IllegalArgumentException("no id");
        }
        Instant time = time();
        if (time == null) {
            throw new IllegalArgumentException("neither datetime nor start_datetime");
        }
        Map<String, Asset> files = new LinkedHashMap<>();
        assets.forEach((key, row) -> {
            if (row.href instanceof String href && !href.isEmpty()) {
                String type = row.type instanceof String text ? text : null;
                files.put(key, new Asset(key, hrefs.resolve(href), type, texts(row.roles)));
            }
        });
        String group = collection instanceof String text ? text : null;
        return new Item(name, group, time, dateOnly(), footprint(), files);
    }

    private static List<String> texts(@Nullable Object values) {
        List<String> texts = new ArrayList<>();
        if (values instanceof List<?> list) {
            list.forEach(value -> texts.add(String.valueOf(value)));
        }
        return texts;
    }
}
