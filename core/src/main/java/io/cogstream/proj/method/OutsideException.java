package io.cogstream.proj.method;

import org.locationtech.proj4j.ProjectionException;

/** A point has no image. Without a stack trace, since a chunk may hold millions of such points. */
final class OutsideException extends ProjectionException {
    private static final long serialVersionUID = 1;

    OutsideException() {
        super("the point has no image");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
