package io.cogstream.failure;

import org.jspecify.annotations.Nullable;

/** The source is absent or forbidden; trying again does not help. */
public final class PermanentSourceException extends SourceException {
    private static final long serialVersionUID = 1;

    public PermanentSourceException(String href, String message) {
        this(href, message, null);
    }

    public PermanentSourceException(String href, String message, @Nullable Throwable cause) {
        super(FailureKind.PERMANENT, href, message, cause);
    }
}
