package io.cogstream.stac;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Order of property values: numbers by value, texts by code unit, times; of two kinds the one, nulls last. */
final class ValueOrder {
    private ValueOrder() {}

    static Comparator<@Nullable Object> of(SortKey key) {
        return (a, b) -> {
            if (a == null || b == null) {
                return a == b ? 0 : a == null ? 1 : -1;
            }
            return key.descending() ? compare(b, a) : compare(a, b);
        };
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x.compareTo(y);
        }
        if (a instanceof Number x && b instanceof Number y) {
            return Double.compare(x.doubleValue(), y.doubleValue());
        }
        if (a instanceof Comparable<?> && a.getClass() == b.getClass()) {
            return ((Comparable<Object>) a).compareTo(b);
        }
        return a.getClass().getName().compareTo(b.getClass().getName());
    }
}
