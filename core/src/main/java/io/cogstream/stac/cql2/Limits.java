package io.cogstream.stac.cql2;

/** Bounds of an expression: whoever writes it must not be able to exhaust the stack. */
final class Limits {
    /** Characters of the whole text. */
    static final int LENGTH = 1 << 16;

    /** Expressions, or geometries, inside each other; also operators of one sum or product. */
    static final int DEPTH = 64;

    private Limits() {}

    /** Fails with {@link IllegalArgumentException} on a text that is too long. */
    static void checkLength(String text) {
        if (text.length() > LENGTH) {
            throw new IllegalArgumentException(
                    "the filter has " + text.length() + " characters, at most " + LENGTH + " are read");
        }
    }
}
