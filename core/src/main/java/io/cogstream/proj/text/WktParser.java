package io.cogstream.proj.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the syntax of well-known text: <a href="https://docs.ogc.org/is/18-010r7/18-010r7.html">ISO 19162, section 6</a>, and its
 * predecessor of <a href="https://www.ogc.org/standard/ct/">OGC 01-009</a>. Brackets may be square or round.
 */
final class WktParser {
    static final int MAX_LENGTH = 1 << 16;
    private static final int MAX_DEPTH = 24;

    private final String text;
    private int place;

    private WktParser(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if the text is no single element, too long or too deep */
    static WktNode parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "WKT of %d characters is too long, %d are read".formatted(text.length(), MAX_LENGTH));
        }
        WktParser parser = new WktParser(text);
        WktNode node = parser.element(0);
        parser.skipSpace();
        if (parser.place < text.length()) {
            throw Problem.at(parser.place, "the text goes on after the last bracket");
        }
        return node;
    }

    private WktNode element(int depth) {
        if (depth > MAX_DEPTH) {
            throw Problem.at(place, "elements are nested more than " + MAX_DEPTH + " deep");
        }
        skipSpace();
        int start = place;
        while (place < text.length() && isWord(text.charAt(place))) {
            place++;
        }
        if (place == start) {
            throw Problem.at(start, place < text.length() ? "a keyword is expected" : "the text ends early");
        }
        String keyword = text.substring(start, place).toUpperCase(Locale.ROOT);
        skipSpace();
        List<Object> values = new ArrayList<>();
        if (place < text.length() && (text.charAt(place) == '[' || text.charAt(place) == '(')) {
            char end = text.charAt(place) == '[' ? ']' : ')';
            do {
                place++;
                values.add(value(depth));
                skipSpace();
            } while (place < text.length() && text.charAt(place) == ',');
            if (place >= text.length() || text.charAt(place) != end) {
                throw Problem.at(place, "'%s' of %s at offset %d is missing".formatted(end, keyword, start));
            }
            place++;
        }
        return new WktNode(keyword, start, values);
    }

    private Object value(int depth) {
        skipSpace();
        if (place >= text.length()) {
            throw Problem.at(place, "the text ends early");
        }
        char c = text.charAt(place);
        if (c == '"') {
            return quoted();
        }
        return Character.isDigit(c) || c == '-' || c == '+' || c == '.' ? number() : element(depth + 1);
    }

    /** A quote in a text is doubled. */
    private String quoted() {
        int start = place;
        StringBuilder value = new StringBuilder();
        for (place++; place < text.length(); place++) {
            char c = text.charAt(place);
            if (c == '"') {
                place++;
                if (place >= text.length() || text.charAt(place) != '"') {
                    return value.toString();
                }
            }
            value.append(c);
        }
        throw Problem.at(start, "the closing quote is missing");
    }

    private Double number() {
        int start = place;
        while (place < text.length() && "+-.eE0123456789".indexOf(text.charAt(place)) >= 0) {
            place++;
        }
        String digits = text.substring(start, place);
        try {
            double value = Double.parseDouble(digits);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "at offset %d: '%s' is no number".formatted(start, Problem.excerpt(digits)), e);
        }
        throw Problem.at(start, "'" + Problem.excerpt(digits) + "' is no finite number");
    }

    private void skipSpace() {
        while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
            place++;
        }
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
