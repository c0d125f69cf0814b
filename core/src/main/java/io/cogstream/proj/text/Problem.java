package io.cogstream.proj.text;

/** Messages about texts that can't be used. */
final class Problem {
    private static final int EXCERPT = 60;

    private Problem() {}

    static IllegalArgumentException at(int offset, String problem) {
        return new IllegalArgumentException("at offset %d: %s".formatted(offset, problem));
    }

    static String excerpt(String text) {
        return text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text;
    }
}
