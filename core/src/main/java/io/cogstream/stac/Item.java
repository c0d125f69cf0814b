package io.cogstream.stac;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A STAC item, reduced to what places it and finds its files.
 *
 * @param id not empty; unique only by the catalog's goodwill
 * @param collection null when the item names none
 * @param time {@code datetime}, or {@code start_datetime} where that is null, in UTC
 * @param dateOnly whether the catalog gives a bare date, so that the time of day is unknown ({@code time} is its midnight)
 * @param footprint where the item has pixels, in longitude and latitude
 * @param assets by key, in item order, then by the common names that found them; only the wanted ones where a search named
 *     some
 */
public record Item(
        String id,
        @Nullable String collection,
        Instant time,
        boolean dateOnly,
        Footprint footprint,
        Map<String, Asset> assets) {

    public Item {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an item needs an id");
        }
        assets = Collections.unmodifiableMap(new LinkedHashMap<>(assets));
    }
}
