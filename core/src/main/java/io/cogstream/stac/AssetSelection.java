package io.cogstream.stac;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which assets of an item are read, and by which of their hrefs.
 *
 * @param keys assets by key; null for all
 * @param commonNames names that are {@code eo:common_name} of a band where an item has no asset of that key
 * @param alternate key of the alternate href that is taken where an asset has it, null for the asset's own
 * @see <a href="https://github.com/stac-extensions/eo">eo extension</a>
 * @see <a href="https://github.com/stac-extensions/alternate-assets">alternate assets extension</a>
 */
public record AssetSelection(
        @Nullable Set<String> keys,
        Set<String> commonNames,
        @Nullable String alternate) {

    /** Every asset. */
    public static final AssetSelection ALL = new AssetSelection(null, Set.of(), null);

    public AssetSelection {
        keys = keys == null ? null : new LinkedHashSet<>(keys);
        commonNames = new LinkedHashSet<>(commonNames);
    }

    /** Assets by key alone. */
    public static AssetSelection ofKeys(Set<String> keys) {
        return new AssetSelection(keys, Set.of(), null);
    }

    public AssetSelection withCommonNames(Set<String> names) {
        return new AssetSelection(keys, names, alternate);
    }

    public AssetSelection withAlternate(@Nullable String name) {
        return new AssetSelection(keys, commonNames, name);
    }

    boolean wants(String key) {
        return keys == null || keys.contains(key);
    }
}
