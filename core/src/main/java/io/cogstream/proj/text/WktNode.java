package io.cogstream.proj.text;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An element of WKT: {@code KEYWORD[value, …]}, or a bare word.
 *
 * @param keyword in upper case
 * @param offset of the keyword in the text, in characters
 * @param values in order: elements, texts and numbers
 */
record WktNode(String keyword, int offset, List<Object> values) {
    WktNode {
        values = List.copyOf(values);
    }

    /** The first element of one of some names, or null. */
    @Nullable
    WktNode child(String... keywords) {
        for (Object value : values) {
            if (value instanceof WktNode node && List.of(keywords).contains(node.keyword)) {
                return node;
            }
        }
        return null;
    }

    WktNode required(String... keywords) {
        WktNode node = child(keywords);
        if (node == null) {
            throw Problem.at(offset, keyword + " has no " + keywords[0]);
        }
        return node;
    }

    List<WktNode> children(String name) {
        return values.stream()
                .filter(WktNode.class::isInstance)
                .map(WktNode.class::cast)
                .filter(node -> node.keyword.equals(name))
                .toList();
    }

    String text(int index) {
        if (index < values.size() && values.get(index) instanceof String text) {
            return text;
        }
        throw Problem.at(offset, "value %d of %s must be a text in quotes".formatted(index + 1, keyword));
    }

    double number(int index) {
        if (index < values.size() && values.get(index) instanceof Double number) {
            return number;
        }
        throw Problem.at(offset, "value %d of %s must be a number".formatted(index + 1, keyword));
    }

    boolean hasNumber(int index) {
        return index < values.size() && values.get(index) instanceof Double;
    }

    /** A bare word, in lower case. */
    String word(int index) {
        if (index < values.size() && values.get(index) instanceof WktNode node && node.values.isEmpty()) {
            return node.keyword.toLowerCase(Locale.ROOT);
        }
        throw Problem.at(offset, "value %d of %s must be a word".formatted(index + 1, keyword));
    }

    /** The EPSG code in {@code ID["EPSG", n]} or {@code AUTHORITY["EPSG","n"]}, or null. */
    @Nullable
    Integer epsg() {
        return SystemDescription.epsgOf(code());
    }

    /** Authority and code of EPSG or ESRI, {@code EPSG:5070}, or null. */
    @Nullable
    String code() {
        for (Object value : values) {
            if (value instanceof WktNode id && (id.keyword.equals("ID") || id.keyword.equals("AUTHORITY"))) {
                String code = id.authorityAndCode();
                if (code != null) {
                    return code;
                }
            }
        }
        return null;
    }

    private @Nullable String authorityAndCode() {
        if (values.size() < 2 || !("EPSG".equals(values.get(0)) || "ESRI".equals(values.get(0)))) {
            return null;
        }
        Object code = values.get(1);
        String digits =
                code instanceof Double number ? MethodText.plain(number) : code instanceof String text ? text : "";
        return digits.matches("[0-9]{1,7}") ? values.get(0) + ":" + digits : null;
    }
}
