package io.cogstream.failure;

import org.jspecify.annotations.Nullable;

/** The source does not fit what the array promises, such as its data type or nodata. */
public final class ContractException extends SourceException {
    private static final long serialVersionUID = 1;

    public ContractException(String href, String message) {
        this(href, message, null);
    }

    public ContractException(String href, String message, @Nullable Throwable cause) {
        super(FailureKind.CONTRACT, href, message, cause);
    }
}
