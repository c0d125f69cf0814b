package io.cogstream.stac;

import java.util.ArrayList;
import java.util.List;

/**
 * One key of a sort order. Nulls come last either way.
 *
 * @param field name of a property or of {@code id}, {@code collection}; nested fields are joined with dots
 * @param descending largest first
 */
public record SortKey(String field, boolean descending) {

    public SortKey {
        if (field.isEmpty()) {
            throw new IllegalArgumentException("sort key without a field name");
        }
    }

    /**
     * Reads {@code field}, {@code +field} or {@code -field}; a leading {@code properties.} is dropped.
     *
     * @throws IllegalArgumentException if no field is named
     */
    public static SortKey parse(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String field = (signed ? text.substring(1) : text).trim();
        return new SortKey(field.startsWith("properties.") ? field.substring(11) : field, text.startsWith("-"));
    }

    /** Reads keys separated by commas, the first weighs most. */
    public static List<SortKey> parseList(String text) {
        List<SortKey> keys = new ArrayList<>();
        for (String key : text.split(",", -1)) {
            keys.add(parse(key.trim()));
        }
        return List.copyOf(keys);
    }

    @Override
    public String toString() {
        return (descending ? "-" : "") + field;
    }
}
