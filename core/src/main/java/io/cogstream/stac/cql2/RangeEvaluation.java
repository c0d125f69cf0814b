package io.cogstream.stac.cql2;

import io.cogstream.stac.parquet.ValueRange;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether an expression can be true of any item whose values lie in known ranges. Only comparisons of a property with
 * literals are judged, below {@code and} and {@code or}; of all else it says that it may be.
 */
final class RangeEvaluation {
    private final Function<String, @Nullable ValueRange> ranges;

    RangeEvaluation(Function<String, @Nullable ValueRange> ranges) {
        this.ranges = ranges;
    }

    boolean mayBeTrue(Expression expression) {
        if (!(expression instanceof Operation operation)) {
            return true;
        }
        List<Expression> arguments = operation.arguments();
        return switch (operation.operator()) {
            case AND -> arguments.stream().allMatch(this::mayBeTrue);
            case OR -> arguments.stream().anyMatch(this::mayBeTrue);
            case EQUAL, LESS, AT_MOST, GREATER, AT_LEAST -> comparison(operation.operator(), arguments);
            case BETWEEN ->
                mayCompare(Operator.AT_LEAST, arguments.get(0), arguments.get(1))
                        && mayCompare(Operator.AT_MOST, arguments.get(0), arguments.get(2));
            case IN ->
                !(arguments.get(1) instanceof Elements list)
                        || list.elements().stream()
                                .anyMatch(element -> mayCompare(Operator.EQUAL, arguments.get(0), element));
            default -> true;
        };
    }

    private boolean comparison(Operator operator, List<Expression> sides) {
        return sides.get(0) instanceof Property
                ? mayCompare(operator, sides.get(0), sides.get(1))
                : mayCompare(turned(operator), sides.get(1), sides.get(0));
    }

    /** The operator that says the same with its sides exchanged. */
    private static Operator turned(Operator operator) {
        return switch (operator) {
            case LESS -> Operator.GREATER;
            case AT_MOST -> Operator.AT_LEAST;
            case GREATER -> Operator.LESS;
            case AT_LEAST -> Operator.AT_MOST;
            default -> operator;
        };
    }

    private boolean mayCompare(Operator operator, Expression value, Expression bound) {
        if (!(value instanceof Property property) || !(bound instanceof Literal literal)) {
            return true;
        }
        ValueRange range = ranges.apply(property.name());
        // Texts that are compared as times have another order than as texts.
        if (range == null || (range.min() instanceof String && !(literal.value() instanceof String))) {
            return true;
        }
        return switch (operator) {
            case LESS, AT_MOST -> mayBe(operator, range.min(), literal);
            case GREATER, AT_LEAST -> mayBe(operator, range.max(), literal);
            case EQUAL ->
                mayBe(Operator.AT_MOST, range.min(), literal) && mayBe(Operator.AT_LEAST, range.max(), literal);
            default -> true;
        };
    }

    private static boolean mayBe(Operator operator, Object end, Literal literal) {
        return !Boolean.FALSE.equals(Comparison.test(operator, end, literal.value()));
    }
}
