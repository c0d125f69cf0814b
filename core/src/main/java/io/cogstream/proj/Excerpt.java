package io.cogstream.proj;

/** The beginning of a text that may be long, for messages. */
final class Excerpt {
    private static final int LENGTH = 60;

    private Excerpt() {}

    static String of(String text) {
        return text.length() > LENGTH ? text.substring(0, LENGTH) + "…" : text;
    }
}
