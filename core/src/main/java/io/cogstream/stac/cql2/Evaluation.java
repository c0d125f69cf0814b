package io.cogstream.stac.cql2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions on one item. Null is unknown: what depends on it is unknown too, unless the rest decides. */
final class Evaluation {
    private final Function<String, @Nullable Object> properties;

    Evaluation(Function<String, @Nullable Object> properties) {
        this.properties = properties;
    }

    /** String, Long, Double, Boolean, Instant, LocalDate, Geometry, byte[], Period, or a List of those; null if unknown. */
    @Nullable
    Object value(Expression expression) {
        if (expression instanceof Literal literal) {
            return literal.value();
        }
        if (expression instanceof Property property) {
            return properties.apply(property.name());
        }
        if (expression instanceof Elements list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.elements().forEach(element -> values.add(value(element)));
            return values;
        }
        if (expression instanceof Interval interval) {
            return Period.of(interval, this);
        }
        if (expression instanceof Operation operation) {
            return operation(operation.operator(), operation.arguments());
        }
        throw new IllegalStateException("a filter never has a function: " + expression);
    }

    private @Nullable Object operation(Operator operator, List<Expression> arguments) {
        return switch (operator.family()) {
            case LOGIC -> logic(operator, arguments);
            case PRESENCE -> value(arguments.get(0)) == null;
            case RANGE -> between(arguments);
            case MEMBERSHIP -> in(arguments);
            case FOLDING -> value(arguments.get(0)) instanceof String text ? Folding.apply(operator, text) : null;
            case COMPARISON, PATTERN, ARITHMETIC, SPATIAL, TEMPORAL, ARRAY ->
                binary(operator, value(arguments.get(0)), value(arguments.get(1)));
        };
    }

    private static @Nullable Object binary(Operator operator, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return null;
        }
        return switch (operator.family()) {
            case COMPARISON -> Comparison.test(operator, a, b);
            case PATTERN ->
                (a instanceof String text && b instanceof String pattern) ? Like.matches(text, pattern) : null;
            case ARITHMETIC ->
                (a instanceof Number x && b instanceof Number y) ? Arithmetic.apply(operator, x, y) : null;
            case SPATIAL -> Places.test(operator, a, b);
            case TEMPORAL -> Period.test(operator, Period.of(a), Period.of(b));
            case ARRAY ->
                (a instanceof List<?> x && b instanceof List<?> y) ? ArrayPredicates.test(operator, x, y) : null;
            case LOGIC, RANGE, MEMBERSHIP, PRESENCE, FOLDING ->
                throw new IllegalStateException(operator + " takes other operands");
        };
    }

    /** Kleene's logic: false decides an {@code and}, true an {@code or}, whatever is unknown beside it. */
    private @Nullable Boolean logic(Operator operator, List<Expression> arguments) {
        if (operator == Operator.NOT) {
            return value(arguments.get(0)) instanceof Boolean known ? !known : null;
        }
        boolean decisive = operator == Operator.OR;
        boolean unknown = false;
        for (Expression argument : arguments) {
            if (!(value(argument) instanceof Boolean known)) {
                unknown = true;
            } else if (known == decisive) {
                return decisive;
            }
        }
        return unknown ? null : !decisive;
    }

    private @Nullable Boolean between(List<Expression> arguments) {
        Object value = value(arguments.get(0));
        Object low = value(arguments.get(1));
        Object high = value(arguments.get(2));
        Boolean above = (value == null || low == null) ? null : Comparison.test(Operator.AT_LEAST, value, low);
        Boolean below = (value == null || high == null) ? null : Comparison.test(Operator.AT_MOST, value, high);
        if (Boolean.FALSE.equals(above) || Boolean.FALSE.equals(below)) {
            return false;
        }
        return (above == null || below == null) ? null : true;
    }

    private @Nullable Boolean in(List<Expression> arguments) {
        Object value = value(arguments.get(0));
        if (value == null || !(value(arguments.get(1)) instanceof List<?> list)) {
            return null;
        }
        boolean unknown = false;
        for (Object element : list) {
            Boolean same = element == null ? null : Comparison.test(Operator.EQUAL, value, element);
            if (Boolean.TRUE.equals(same)) {
                return true;
            }
            unknown |= same == null;
        }
        return unknown ? null : false;
    }
}
