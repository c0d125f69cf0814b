package io.cogstream.stac.cql2;

import java.util.List;

/** An operator with its operands, as many and of such kinds as it takes. */
public record Operation(Operator operator, List<Expression> arguments) implements Expression {

    /** @throws IllegalArgumentException if the operator takes other operands; the message says which */
    public Operation {
        arguments = List.copyOf(arguments);
        operator.check(arguments);
    }

    @Override
    public Kind kind() {
        return operator.result();
    }
}
