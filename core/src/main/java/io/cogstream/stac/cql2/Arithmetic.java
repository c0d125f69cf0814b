package io.cogstream.stac.cql2;

import org.jspecify.annotations.Nullable;

/** Sums, products and powers. Whole numbers stay whole while 64 bits hold them, but {@code /} gives fractions. */
final class Arithmetic {
    private Arithmetic() {}

    /** Null where the result is no number, as for a division by zero. */
    static @Nullable Number apply(Operator operator, Number a, Number b) {
        if (a instanceof Long x && b instanceof Long y) {
            Number whole = whole(operator, x, y);
            if (whole != null) {
                return whole;
            }
        }
        double x = a.doubleValue();
        double y = b.doubleValue();
        double result = switch (operator) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case REMAINDER -> x % y;
            case WHOLE_DIVIDE -> truncated(x / y);
            case POWER -> Math.pow(x, y);
            default -> throw new IllegalStateException(operator + " is no arithmetic");
        };
        return Double.isFinite(result) ? (Number) result : null;
    }

    private static double truncated(double quotient) {
        return quotient < 0 ? Math.ceil(quotient) : Math.floor(quotient);
    }

    private static @Nullable Number whole(Operator operator, long a, long b) {
        try {
            return switch (operator) {
                case ADD -> Math.addExact(a, b);
                case SUBTRACT -> Math.subtractExact(a, b);
                case MULTIPLY -> Math.multiplyExact(a, b);
                case REMAINDER -> a % b;
                case WHOLE_DIVIDE -> a == Long.MIN_VALUE && b == -1 ? null : a / b;
                default -> null;
            };
        } catch (ArithmeticException tooLarge) {
            return null;
        }
    }
}
