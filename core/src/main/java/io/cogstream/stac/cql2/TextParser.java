package io.cogstream.stac.cql2;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text encoding. From loose to tight: {@code or}, {@code and}, {@code not}, predicates, sums, products, powers.
 *
 * @see <a href="https://docs.ogc.org/is/21-065r2/21-065r2.html#cql2-text">CQL2, text encoding</a>
 */
final class TextParser {
    private static final Set<String> RESERVED =
            Set.of("and", "or", "not", "between", "in", "like", "is", "null", "div", "true", "false");

    private final TokenReader tokens;
    private final CallParser calls;
    private int depth;

    private TextParser(String text) {
        this.tokens = new TokenReader(text);
        this.calls = new CallParser(tokens, this::expression, this::array);
    }

    /** Fails with {@link IllegalArgumentException}, whose message says where. */
    static Expression parse(String text) {
        TextParser parser = new TextParser(text);
        Expression whole = parser.expression();
        if (parser.tokens.peek().type() != TokenType.END) {
            throw parser.tokens.unexpected("an operator or the end");
        }
        return whole;
    }

    private Expression expression() {
        return deeper(() -> chain(Operator.OR, () -> chain(Operator.AND, this::factor)));
    }

    private <T> T deeper(Supplier<T> inner) {
        if (++depth > Limits.DEPTH) {
            throw Lexer.error(tokens.peek().start(), "expressions nested deeper than " + Limits.DEPTH);
        }
        T result = inner.get();
        depth--;
        return result;
    }

    private Expression chain(Operator operator, Supplier<Expression> part) {
        int at = tokens.peek().start();
        List<Expression> parts = new ArrayList<>(List.of(part.get()));
        while (tokens.takeWord(operator.label())) {
            parts.add(part.get());
        }
        return parts.size() == 1 ? parts.get(0) : tokens.operation(operator, at, parts);
    }

    private Expression factor() {
        int at = tokens.peek().start();
        return tokens.takeWord("not") ? tokens.operation(Operator.NOT, at, List.of(deeper(this::factor))) : predicate();
    }

    private Expression predicate() {
        Expression left = sum();
        Token token = tokens.peek();
        Operator comparison = token.type() == TokenType.SYMBOL ? Operator.named(token.text()) : null;
        if (comparison != null && comparison.family() == Operator.Family.COMPARISON) {
            tokens.next();
            return tokens.operation(comparison, token.start(), List.of(left, sum()));
        }
        if (tokens.takeWord("is")) {
            boolean not = tokens.takeWord("not");
            tokens.expectWord("null");
            return negated(not, token, tokens.operation(Operator.IS_NULL, token.start(), List.of(left)));
        }
        boolean not = tokens.takeWord("not");
        Expression predicate = wordPredicate(left);
        if (predicate != null) {
            return negated(not, token, predicate);
        }
        if (not) {
            throw tokens.unexpected("LIKE, IN or BETWEEN");
        }
        return left;
    }

    private Expression negated(boolean not, Token at, Expression predicate) {
        return not ? tokens.operation(Operator.NOT, at.start(), List.of(predicate)) : predicate;
    }

    private @Nullable Expression wordPredicate(Expression left) {
        int at = tokens.peek().start();
        if (tokens.takeWord("like")) {
            return tokens.operation(Operator.LIKE, at, List.of(left, sum()));
        }
        if (tokens.takeWord("in")) {
            return tokens.operation(Operator.IN, at, List.of(left, elements()));
        }
        if (tokens.takeWord("between")) {
            Expression low = sum();
            tokens.expectWord("and");
            return tokens.operation(Operator.BETWEEN, at, List.of(left, low, sum()));
        }
        return null;
    }

    private Expression sum() {
        return leftToRight(Set.of("+", "-"), () -> leftToRight(Set.of("*", "/", "%", "div"), this::power));
    }

    private Expression leftToRight(Set<String> operators, Supplier<Expression> part) {
        Expression left = part.get();
        for (int count = 1; isOneOf(operators); count++) {
            Token token = tokens.next();
            if (count > Limits.DEPTH) {
                throw Lexer.error(token.start(), "more than " + Limits.DEPTH + " operators in a row");
            }
            left = tokens.operation(named(token), token.start(), List.of(left, part.get()));
        }
        return left;
    }

    private boolean isOneOf(Set<String> operators) {
        Token token = tokens.peek();
        return (token.type() == TokenType.SYMBOL || token.type() == TokenType.NAME)
                && operators.contains(token.lower());
    }

    private static Operator named(Token token) {
        Operator operator = Operator.named(token.text());
        if (operator == null) {
            throw new IllegalStateException("no operator " + token);
        }
        return operator;
    }

    private Expression power() {
        Expression base = operand();
        int at = tokens.peek().start();
        return tokens.takeSymbol("^") ? tokens.operation(Operator.POWER, at, List.of(base, operand())) : base;
    }

    private Expression operand() {
        Token token = tokens.peek();
        if (!tokens.takeSymbol("-")) {
            return primary();
        }
        Token number = tokens.peek();
        if (number.type() == TokenType.NUMBER) {
            return tokens.number("-");
        }
        return tokens.operation(Operator.MULTIPLY, token.start(), List.of(new Literal(-1L), deeper(this::operand)));
    }

    private Expression primary() {
        return switch (tokens.peek().type()) {
            case NUMBER -> tokens.number("");
            case TEXT -> new Literal(tokens.next().text());
            case QUOTED_NAME -> property();
            case NAME -> name();
            case SYMBOL -> parenthesis();
            case END -> throw tokens.unexpected("a value");
        };
    }

    private Expression parenthesis() {
        if (!tokens.takeSymbol("(")) {
            throw tokens.unexpected("a value");
        }
        Expression inside = expression();
        tokens.expectSymbol(")");
        return inside;
    }

    private Expression name() {
        Token token = tokens.peek();
        if (token.isWord("true") || token.isWord("false")) {
            tokens.next();
            return new Literal(token.isWord("true"));
        }
        if (RESERVED.contains(token.lower())) {
            throw tokens.unexpected("a value");
        }
        return calls.begins() ? calls.call() : property();
    }

    private Expression property() {
        Token token = tokens.next();
        try {
            return Property.named(token.text());
        } catch (IllegalArgumentException e) {
            throw Lexer.error(token.start(), e.getMessage());
        }
    }

    /** An operand of an array predicate: parentheses are a list there, even around one value. */
    private Expression array() {
        return tokens.peek().isSymbol("(") ? deeper(this::elements) : expression();
    }

    private Expression elements() {
        tokens.expectSymbol("(");
        List<Expression> elements = new ArrayList<>();
        if (!tokens.peek().isSymbol(")")) {
            do {
                elements.add(array());
            } while (tokens.takeSymbol(","));
        }
        tokens.expectSymbol(")");
        return new Elements(elements);
    }
}
