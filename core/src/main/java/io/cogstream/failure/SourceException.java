package io.cogstream.failure;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A source that can't be used. The message starts with the href in brackets; {@link #kind()} says what to do about it. */
public abstract class SourceException extends IOException {
    private static final long serialVersionUID = 1;

    private final FailureKind kind;
    private final String href;

    SourceException(FailureKind kind, String href, String message, @Nullable Throwable cause) {
        super("[" + href + "] " + message, cause);
        this.kind = kind;
        this.href = href;
    }

    public FailureKind kind() {
        return kind;
    }

    /** The file or object, without credentials. */
    public String href() {
        return href;
    }
}
