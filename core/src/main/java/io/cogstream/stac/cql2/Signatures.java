package io.cogstream.stac.cql2;

import java.util.List;

/** Which operands each operator takes. */
final class Signatures {
    private Signatures() {}

    /** Fails with {@link IllegalArgumentException} if an operator can't be used on these. */
    static void check(Operator operator, List<Expression> arguments) {
        checkCount(operator, arguments.size());
        switch (operator.family()) {
            case LOGIC -> all(operator, arguments, Kind.BOOLEAN);
            case COMPARISON, RANGE -> comparable(operator, arguments);
            case MEMBERSHIP -> members(operator, arguments);
            case PATTERN -> {
                all(operator, arguments, Kind.TEXT);
                if (!isPattern(arguments.get(1))) {
                    throw new IllegalArgumentException("like takes a pattern in quotes");
                }
            }
            case PRESENCE -> {}
            case ARITHMETIC -> all(operator, arguments, Kind.NUMBER);
            case FOLDING -> all(operator, arguments, Kind.TEXT);
            case SPATIAL -> all(operator, arguments, Kind.GEOMETRY);
            case TEMPORAL -> times(operator, arguments);
            case ARRAY -> all(operator, arguments, Kind.ARRAY);
        }
    }

    private static void checkCount(Operator operator, int count) {
        boolean many = operator == Operator.AND || operator == Operator.OR;
        int wanted = switch (operator.family()) {
            case LOGIC -> operator == Operator.NOT ? 1 : 2;
            case PRESENCE, FOLDING -> 1;
            case RANGE -> 3;
            case COMPARISON, MEMBERSHIP, PATTERN, ARITHMETIC, SPATIAL, TEMPORAL, ARRAY -> 2;
        };
        if (many ? count < wanted : count != wanted) {
            throw new IllegalArgumentException("%s takes %s%d %s, not %d"
                    .formatted(
                            operator.label(),
                            many ? "at least " : "",
                            wanted,
                            wanted == 1 ? "operand" : "operands",
                            count));
        }
    }

    private static void all(Operator operator, List<Expression> arguments, Kind wanted) {
        for (Expression argument : arguments) {
            if (!argument.kind().fits(wanted)) {
                throw new IllegalArgumentException("%s takes a %s, not a %s"
                        .formatted(
                                operator.label(),
                                wanted.label(),
                                argument.kind().label()));
            }
        }
    }

    private static void times(Operator operator, List<Expression> arguments) {
        for (Expression argument : arguments) {
            if (argument.kind() != Kind.INTERVAL) {
                all(operator, List.of(argument), Kind.TIME);
            }
        }
    }

    private static void comparable(Operator operator, List<Expression> arguments) {
        Kind first = Kind.ANY;
        for (Expression argument : arguments) {
            Kind kind = argument.kind();
            if (kind == Kind.INTERVAL || kind == Kind.GEOMETRY || kind == Kind.ARRAY) {
                throw new IllegalArgumentException(operator.label() + " does not compare a " + kind.label());
            }
            if (!kind.fits(first)) {
                throw new IllegalArgumentException(
                        "%s compares a %s with a %s".formatted(operator.label(), first.label(), kind.label()));
            }
            first = first == Kind.ANY ? kind : first;
        }
    }

    private static void members(Operator operator, List<Expression> arguments) {
        if (!(arguments.get(1) instanceof Elements list) || list.elements().isEmpty()) {
            throw new IllegalArgumentException("in takes a list of at least one value");
        }
        for (Expression element : list.elements()) {
            comparable(operator, List.of(arguments.get(0), element));
        }
    }

    private static boolean isPattern(Expression expression) {
        return expression instanceof Operation folding
                ? folding.operator().family() == Operator.Family.FOLDING
                        && isPattern(folding.arguments().get(0))
                : expression instanceof Literal;
    }
}
