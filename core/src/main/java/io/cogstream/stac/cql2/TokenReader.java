package io.cogstream.stac.cql2;

import java.util.List;
import java.util.Locale;

/** Walks along the tokens of an expression. */
final class TokenReader {
    private final String text;
    private final List<Token> tokens;
    private int next;

    TokenReader(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    Token peek() {
        return tokens.get(next);
    }

    /** The token behind {@link #peek}; the end again at the end. */
    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        if (token.type() != TokenType.END) {
            next++;
        }
        return token;
    }

    /** The text between two offsets as it stands. */
    String between(int start, int end) {
        return text.substring(start, end);
    }

    boolean takeWord(String word) {
        boolean found = peek().isWord(word);
        next += found ? 1 : 0;
        return found;
    }

    boolean takeSymbol(String symbol) {
        boolean found = peek().isSymbol(symbol);
        next += found ? 1 : 0;
        return found;
    }

    void expectWord(String word) {
        if (!takeWord(word)) {
            throw unexpected(word.toUpperCase(Locale.ROOT));
        }
    }

    void expectSymbol(String symbol) {
        if (!takeSymbol(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    IllegalArgumentException unexpected(String wanted) {
        return Lexer.error(peek().start(), "expected " + wanted + ", not " + peek().describe());
    }

    /** Takes a number; {@code sign} stood before it. */
    Literal number(String sign) {
        if (peek().type() != TokenType.NUMBER) {
            throw unexpected("a number");
        }
        Token token = next();
        try {
            return Literals.number(sign + token.text());
        } catch (IllegalArgumentException e) {
            throw Lexer.error(token.start(), e.getMessage());
        }
    }

    Operation operation(Operator operator, int at, List<Expression> arguments) {
        try {
            return new Operation(operator, arguments);
        } catch (IllegalArgumentException e) {
            throw Lexer.error(at, e.getMessage());
        }
    }
}
