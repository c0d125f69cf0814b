package io.cogstream.stac.cql2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what begins with a name and a parenthesis: operators, literals of times and places, functions. */
final class CallParser {
    private static final Set<String> SHAPES = Set.of(
            "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon", "geometrycollection");

    private final TokenReader tokens;
    private final Supplier<Expression> expression;
    private final Supplier<Expression> array;

    CallParser(TokenReader tokens, Supplier<Expression> expression, Supplier<Expression> array) {
        this.tokens = tokens;
        this.expression = expression;
        this.array = array;
    }

    /** Whether the next name is no property. */
    boolean begins() {
        Token second = tokens.peekSecond();
        return second.isSymbol("(") || (isShape(tokens.peek()) && (isOrdinates(second) || second.isWord("empty")));
    }

    private static boolean isShape(Token token) {
        return token.type() == TokenType.NAME && SHAPES.contains(token.lower());
    }

    private static boolean isOrdinates(Token token) {
        return token.isWord("z") || token.isWord("m") || token.isWord("zm");
    }

    Expression call() {
        Token name = tokens.peek();
        if (isShape(name)) {
            return shape();
        }
        tokens.next();
        tokens.expectSymbol("(");
        Expression result = switch (name.lower()) {
            case "date", "timestamp" -> time(name);
            case "interval" -> interval(name);
            case "bbox" -> bbox(name);
            default -> function(name);
        };
        tokens.expectSymbol(")");
        return result;
    }

    private Expression function(Token name) {
        Operator operator = Operator.named(name.text());
        if (operator == null || !operator.isCall()) {
            return new FunctionCall(name.text(), arguments(expression));
        }
        boolean arrays = operator.family() == Operator.Family.ARRAY;
        return tokens.operation(operator, name.start(), arguments(arrays ? array : expression));
    }

    private List<Expression> arguments(Supplier<Expression> argument) {
        List<Expression> arguments = new ArrayList<>();
        if (!tokens.peek().isSymbol(")")) {
            do {
                arguments.add(argument.get());
            } while (tokens.takeSymbol(","));
        }
        return arguments;
    }

    private Expression time(Token name) {
        Token text = text();
        return located(text, () -> name.isWord("date") ? Literals.date(text.text()) : Literals.timestamp(text.text()));
    }

    private Token text() {
        if (tokens.peek().type() != TokenType.TEXT) {
            throw tokens.unexpected("a text in quotes");
        }
        return tokens.next();
    }

    private Expression interval(Token name) {
        Expression start = end();
        tokens.expectSymbol(",");
        Expression end = end();
        return located(name, () -> Literals.interval(start, end));
    }

    private @Nullable Expression end() {
        Token token = tokens.peek();
        if (token.type() != TokenType.TEXT) {
            return expression.get();
        }
        tokens.next();
        try {
            return Literals.end(token.text());
        } catch (IllegalArgumentException e) {
            throw Lexer.error(token.start(), e.getMessage());
        }
    }

    private Expression bbox(Token name) {
        List<Double> sides = new ArrayList<>();
        do {
            boolean negative = tokens.takeSymbol("-");
            sides.add(((Number) tokens.number(negative ? "-" : "").value()).doubleValue());
        } while (tokens.takeSymbol(","));
        return located(
                name,
                () -> Literals.bbox(
                        sides.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private Expression shape() {
        Token name = tokens.next();
        while (isOrdinates(tokens.peek())) {
            tokens.next();
        }
        Token last = tokens.next();
        int open = last.isSymbol("(") ? 1 : 0;
        if (open == 0 && !last.isWord("empty")) {
            throw Lexer.error(last.start(), "expected '(', not " + last.describe());
        }
        while (open > 0) {
            last = tokens.next();
            open += last.isSymbol("(") ? 1 : last.isSymbol(")") ? -1 : 0;
            if (last.type() == TokenType.END || open > Limits.DEPTH) {
                throw Lexer.error(
                        last.start(),
                        open > Limits.DEPTH
                                ? "geometries nested deeper than " + Limits.DEPTH
                                : "expected ')', not " + last.describe());
            }
        }
        String wkt = tokens.between(name.start(), last.end());
        return located(name, () -> Geometries.ofWkt(wkt.toUpperCase(Locale.ROOT)));
    }

    private static Expression located(Token at, Supplier<Expression> literal) {
        try {
            return literal.get();
        } catch (IllegalArgumentException e) {
            throw Lexer.error(at.start(), e.getMessage());
        }
    }
}
