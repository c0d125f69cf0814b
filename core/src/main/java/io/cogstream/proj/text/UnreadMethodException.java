package io.cogstream.proj.text;

/** A text is fine, but its projection is not among those that are read. */
public final class UnreadMethodException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnreadMethodException(String message) {
        super(message);
    }
}
