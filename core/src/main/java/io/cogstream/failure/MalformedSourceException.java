package io.cogstream.failure;

import org.jspecify.annotations.Nullable;

/** The file contradicts its format; the message names the place: IFD, tag, tile or offset. */
public final class MalformedSourceException extends SourceException {
    private static final long serialVersionUID = 1;

    public MalformedSourceException(String href, String message) {
        this(href, message, null);
    }

    public MalformedSourceException(String href, String message, @Nullable Throwable cause) {
        super(FailureKind.MALFORMED, href, message, cause);
    }
}
