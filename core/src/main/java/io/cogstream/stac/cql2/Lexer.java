package io.cogstream.stac.cql2;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a text expression into tokens. */
final class Lexer {
    private static final Set<String> LONG_SYMBOLS = Set.of("<>", "<=", ">=");
    private static final String SYMBOLS = "=<>()+-*/%^,";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** Tokens in order, the last is the end; fails with {@link IllegalArgumentException} where none begins. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.skipSpace()) {
            lexer.token();
        }
        lexer.add(TokenType.END, "", text.length());
        return lexer.tokens;
    }

    /** An error that says where it is. */
    static IllegalArgumentException error(int at, String problem) {
        return new IllegalArgumentException("at character " + (at + 1) + ": " + problem);
    }

    private boolean skipSpace() {
        while (at < text.length()
                && (Character.isWhitespace(text.charAt(at)) || Character.isSpaceChar(text.charAt(at)))) {
            at++;
        }
        return at < text.length();
    }

    private void token() {
        int code = text.codePointAt(at);
        if (code == '\'' || code == '"') {
            quoted((char) code);
        } else if (isNameStart(code)) {
            int end = at;
            while (end < text.length() && isNamePart(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            add(TokenType.NAME, text.substring(at, end), end);
        } else if (isDigit(at) || (code == '.' && isDigit(at + 1))) {
            number();
        } else if (at + 1 < text.length() && LONG_SYMBOLS.contains(text.substring(at, at + 2))) {
            add(TokenType.SYMBOL, text.substring(at, at + 2), at + 2);
        } else if (SYMBOLS.indexOf(code) >= 0) {
            add(TokenType.SYMBOL, text.substring(at, at + 1), at + 1);
        } else {
            throw error(at, "unexpected '" + Character.toString(code) + "'");
        }
    }

    private static boolean isNameStart(int code) {
        return code == ':' || code == '_' || Character.isLetter(code);
    }

    private static boolean isNamePart(int code) {
        return isNameStart(code)
                || code == '.'
                || Character.isDigit(code)
                || Character.getType(code) == Character.NON_SPACING_MARK;
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private void number() {
        int end = digits(at);
        if (end < text.length() && text.charAt(end) == '.') {
            end = digits(end + 1);
        }
        if (end < text.length() && (text.charAt(end) | 0x20) == 'e') {
            int power = end + 1;
            if (power < text.length() && (text.charAt(power) == '+' || text.charAt(power) == '-')) {
                power++;
            }
            end = isDigit(power) ? digits(power) : end;
        }
        add(TokenType.NUMBER, text.substring(at, end), end);
    }

    private int digits(int from) {
        int end = from;
        while (isDigit(end)) {
            end++;
        }
        return end;
    }

    /** A quote inside is written twice, or behind a backslash. */
    private void quoted(char quote) {
        StringBuilder inside = new StringBuilder();
        int end = at + 1;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean followed = end + 1 < text.length() && text.charAt(end + 1) == quote;
            if (followed && (c == quote || c == '\\')) {
                inside.append(quote);
                end += 2;
            } else if (c == quote) {
                add(quote == '"' ? TokenType.QUOTED_NAME : TokenType.TEXT, inside.toString(), end + 1);
                return;
            } else {
                inside.append(c);
                end++;
            }
        }
        throw error(at, "this " + quote + " is not closed");
    }

    private void add(TokenType type, String inside, int end) {
        tokens.add(new Token(type, inside, at, end));
        at = end;
    }
}
