package io.cogstream.failure;

import org.jspecify.annotations.Nullable;

/** A valid file that uses something which cogstream does not read; the message names it. */
public final class UnsupportedSourceException extends SourceException {
    private static final long serialVersionUID = 1;

    public UnsupportedSourceException(String href, String message) {
        this(href, message, null);
    }

    public UnsupportedSourceException(String href, String message, @Nullable Throwable cause) {
        super(FailureKind.UNSUPPORTED, href, message, cause);
    }
}
