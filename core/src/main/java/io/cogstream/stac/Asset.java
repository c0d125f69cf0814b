package io.cogstream.stac;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One file of an item.
 *
 * @param key the asset's name in the item, such as {@code red}; may hold dots and colons
 * @param href where the file is: absolute path or URL, already resolved and rewritten
 * @param type media type, null when the item names none
 * @param roles STAC roles in item order, maybe none
 * @param sample which sample of the file is the band that the asset was found by, from 1; 1 where it was found by its key
 */
public record Asset(String key, String href, @Nullable String type, List<String> roles, int sample) {

    public Asset {
        if (key.isEmpty() || href.isEmpty()) {
            throw new IllegalArgumentException("asset '" + key + "' needs a key and an href, got '" + href + "'");
        }
        roles = List.copyOf(roles);
    }

    /** An asset that is found by its key. */
    public Asset(String key, String href, @Nullable String type, List<String> roles) {
        this(key, href, type, roles, 1);
    }

    /** Whether the asset is a band by default: role {@code data} or a TIFF media type. */
    public boolean isData() {
        return roles.contains("data")
                || (type != null && type.toLowerCase(Locale.ROOT).startsWith("image/tiff"));
    }
}
