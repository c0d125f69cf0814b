package io.cogstream.stac.cql2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Predicates on arrays as sets: neither order nor repetition counts. */
final class ArrayPredicates {
    private ArrayPredicates() {}

    static boolean test(Operator operator, List<?> a, List<?> b) {
        return switch (operator) {
            case A_CONTAINS -> holds(a, b);
            case A_CONTAINED_BY -> holds(b, a);
            case A_EQUALS -> holds(a, b) && holds(b, a);
            case A_OVERLAPS -> a.stream().anyMatch(value -> holds(b, value));
            default -> throw new IllegalStateException(operator + " takes no arrays");
        };
    }

    private static boolean holds(List<?> all, List<?> some) {
        return some.stream().allMatch(value -> holds(all, value));
    }

    private static boolean holds(List<?> all, @Nullable Object value) {
        return value != null && all.stream().anyMatch(other -> same(value, other));
    }

    private static boolean same(Object a, @Nullable Object b) {
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return test(Operator.A_EQUALS, x, y);
        }
        return b != null && Boolean.TRUE.equals(Comparison.test(Operator.EQUAL, a, b));
    }
}
