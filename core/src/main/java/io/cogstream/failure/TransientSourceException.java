package io.cogstream.failure;

import org.jspecify.annotations.Nullable;

/** The source could not be read this time; retries are already spent. */
public final class TransientSourceException extends SourceException {
    private static final long serialVersionUID = 1;

    public TransientSourceException(String href, String message) {
        this(href, message, null);
    }

    public TransientSourceException(String href, String message, @Nullable Throwable cause) {
        super(FailureKind.TRANSIENT, href, message, cause);
    }
}
