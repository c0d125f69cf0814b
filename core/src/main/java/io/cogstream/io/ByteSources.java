package io.cogstream.io;

import io.cogstream.failure.SourceException;

/** Opens sources by href. The one place where schemes, credentials and access policy are decided. */
public interface ByteSources extends AutoCloseable {

    /**
     * A source for {@code href}; nothing is requested yet.
     *
     * @param href absolute path, {@code file:} or {@code http(s):} URL
     * @param statistics counts every request that the returned source makes
     * @throws SourceException if the scheme is unknown or refused
     */
    ByteSource open(String href, ReadStatistics statistics) throws SourceException;

    @Override
    void close();
}
