package io.cogstream.stac.cql2;

import java.util.List;

/** A call of a function that CQL2 does not define. It parses; a filter that has one is refused. */
public record FunctionCall(String name, List<Expression> arguments) implements Expression {

    public FunctionCall {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Kind kind() {
        return Kind.ANY;
    }
}
