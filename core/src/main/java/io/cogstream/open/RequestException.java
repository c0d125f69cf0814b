package io.cogstream.open;

/** A request that can't be met as it stands; the message says which parameter to change. */
public final class RequestException extends Exception {
    private static final long serialVersionUID = 1;

    public RequestException(String message) {
        super(message);
    }

    public RequestException(String message, Throwable cause) {
        super(message, cause);
    }
}
