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
import java.util.Objects;
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
    private final Map<String, Alias> aliases = new LinkedHashMap<>();

    /** Common names of each asset's bands in band order, null for a band without one. */
    final Map<String, List<@Nullable Object>> bandNames = new LinkedHashMap<>();

    /** What is known of one asset. */
    static final class AssetRow {
        @Nullable
        Object href;

        @Nullable
        Object alternate;

        @Nullable
        Object type;

        @Nullable
        Object roles;

        boolean isThere() {
            return href() != null;
        }

        private @Nullable String href() {
            Object preferred = alternate instanceof String text && !text.isEmpty() ? alternate : href;
            return preferred instanceof String text && !text.isEmpty() ? text : null;
        }

        private @Nullable Asset asset(String key, int sample, HrefResolver hrefs) {
            String place = href();
            return place == null
                    ? null
                    : new Asset(
                            key, hrefs.resolve(place), type instanceof String text ? text : null, texts(roles), sample);
        }
    }

    /** An asset that is found by another name than its key. */
    private record Alias(String key, int sample, AssetRow row) {}

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

    /** Whether the item has a file by this key. */
    boolean hasAsset(String key) {
        AssetRow row = assets.get(key);
        return row != null && row.isThere();
    }

    /** Lets {@code name} find a sample of the asset of another key. */
    void alias(String name, String key, int sample) {
        aliases.putIfAbsent(name, new Alias(key, sample, new AssetRow()));
    }

    /** What is known of the asset as far as other names than its key find it. */
    List<AssetRow> aliasesOf(String key) {
        return aliases.values().stream()
                .filter(alias -> alias.key.equals(key))
                .map(Alias::row)
                .toList();
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
        assets.forEach((key, row) -> put(files, key, row.asset(key, 1, hrefs)));
        aliases.forEach((alias, found) -> put(files, alias, found.row.asset(found.key, found.sample, hrefs)));
        String group = collection instanceof String text ? text : null;
        return new Item(name, group, time, dateOnly(), footprint(), files);
    }

    private static void put(Map<String, Asset> files, String key, @Nullable Asset asset) {
        if (asset != null) {
            files.put(key, asset);
        }
    }

    private static List<String> texts(@Nullable Object values) {
        List<String> texts = new ArrayList<>();
        if (values instanceof List<?> list) {
            list.stream().filter(Objects::nonNull).forEach(value -> texts.add(value.toString()));
        }
        return texts;
    }
}
