package io.cogstream.stac.cql2;

import io.cogstream.stac.ItemFilter;
import io.cogstream.stac.parquet.ValueRange;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A CQL2 expression as a filter of items: those are wanted for which it is true, neither false nor unknown. */
public final class Cql2Filter implements ItemFilter {
    private final String text;
    private final Expression expression;
    private final Set<String> fields;

    private Cql2Filter(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
        Set<String> names = new LinkedHashSet<>();
        collect(expression, names);
        this.fields = Collections.unmodifiableSet(names);
    }

    /**
     * Reads a filter: JSON if it starts with an opening brace, else text.
     *
     * @throws IllegalArgumentException if it is neither, is no condition, or calls a function; the message says where: a
     *     character counted from 1, or a path in the JSON
     */
    public static Cql2Filter parse(String text) {
        Expression expression = expression(text);
        if (!expression.kind().fits(Kind.BOOLEAN)) {
            throw new IllegalArgumentException(
                    "the filter is a " + expression.kind().label() + ", not a condition");
        }
        return new Cql2Filter(text.strip(), expression);
    }

    /** Parses either encoding; functions are let through. Fails as {@link #parse}. */
    static Expression expression(String text) {
        Limits.checkLength(text);
        return text.stripLeading().startsWith("{") ? JsonParser.parse(text) : TextParser.parse(text);
    }

    private static void collect(@Nullable Expression expression, Set<String> names) {
        if (expression instanceof Property property) {
            names.add(property.name());
        } else if (expression instanceof Elements list) {
            list.elements().forEach(element -> collect(element, names));
        } else if (expression instanceof Interval interval) {
            collect(interval.start(), names);
            collect(interval.end(), names);
        } else if (expression instanceof Operation operation) {
            operation.arguments().forEach(argument -> collect(argument, names));
        } else if (expression instanceof FunctionCall call) {
            throw new IllegalArgumentException("there is no function or operator '" + call.name() + "'");
        }
    }

    @Override
    public Set<String> fields() {
        return fields;
    }

    @Override
    public boolean test(Function<String, @Nullable Object> values) {
        return Boolean.TRUE.equals(new Evaluation(values).value(expression));
    }

    @Override
    public boolean mayMatch(Function<String, @Nullable ValueRange> ranges) {
        return new RangeEvaluation(ranges).mayBeTrue(expression);
    }

    /** The filter as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
