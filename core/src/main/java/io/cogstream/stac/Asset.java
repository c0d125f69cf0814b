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
 */
public record Asset(String key, String href, @Nullable String type, List<String> roles) {

    public Asset {
        if (key.isEmpty() || href.isEmpty()) {
            throw new IllegalArgumentException("asset '" + key + "' needs a key and an href, got '" + href + "'");
        }
        roles = List.copyOf(roles);
    }

    /** Whether the asset is a band by default: role {@code data} or a TIFF media type. */
    public boolean isData() {
        return roles.contains("data")
                || (type != null && type.toLowerCase(Locale.ROOT).startsWith("image/tiff"));
    }
}
