package io.cogstream.open;

/** A query that no item answers; the message repeats the query. */
public final class NothingMatchesException extends Exception {
    private static final long serialVersionUID = 1;

    public NothingMatchesException(String message) {
        super(message);
    }
}
