package io.cogstream.stac.cql2;

import java.util.Locale;

/** What an expression gives, as far as its text tells. */
public enum Kind {
    /** A property or a function: known only when it is evaluated. */
    ANY,
    BOOLEAN,
    NUMBER,
    TEXT,
    TIME,
    INTERVAL,
    GEOMETRY,
    ARRAY;

    /** Whether an expression of this kind may be used where {@code wanted} is. */
    boolean fits(Kind wanted) {
        return this == wanted || this == ANY || wanted == ANY;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
