package io.cogstream.stac.cql2;

import java.util.List;

/** An array: of {@code IN}, or of array predicates. */
public record Elements(List<Expression> elements) implements Expression {

    public Elements {
        elements = List.copyOf(elements);
    }

    @Override
    public Kind kind() {
        return Kind.ARRAY;
    }
}
