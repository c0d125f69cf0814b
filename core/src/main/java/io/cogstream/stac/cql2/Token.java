package io.cogstream.stac.cql2;

import java.util.Locale;

/**
 * A piece of a text expression.
 *
 * @param text without quotes where it is quoted
 * @param start offset in the expression, in characters from 0
 * @param end offset behind it
 */
record Token(TokenType type, String text, int start, int end) {
    boolean isWord(String word) {
        return type == TokenType.NAME && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
        return type == TokenType.SYMBOL && text.equals(symbol);
    }

    /** How messages call it. */
    String describe() {
        return switch (type) {
            case END -> "the end of the text";
            case TEXT -> "the text '" + text + "'";
            case QUOTED_NAME -> "the property \"" + text + "\"";
            case NAME, NUMBER, SYMBOL -> "'" + text + "'";
        };
    }

    String lower() {
        return text.toLowerCase(Locale.ROOT);
    }
}
