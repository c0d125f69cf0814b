package io.cogstream.io;

import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Local files and HTTP servers. Closing stops every thread it started and fails what is under way. */
public final class DefaultByteSources implements ByteSources {
    private final Executor blocking;
    private final HttpOptions options;
    private @Nullable HttpTransport http;
    private boolean closed;

    /** @param blocking runs blocking reads of local files; stays the caller's to close */
    public DefaultByteSources(Executor blocking, HttpOptions options) {
        this.blocking = blocking;
        this.options = options;
    }

    @Override
    public ByteSource open(String href, ReadStatistics statistics) throws SourceException {
        String scheme = Hrefs.scheme(href);
        try {
            if (scheme == null) {
                return file(href, href, statistics);
            }
            return switch (scheme) {
                case "file" -> file(href, Hrefs.uri(href).getPath(), statistics);
                case "http", "https" -> http(href, Hrefs.requestUri(href), statistics);
                default ->
                    throw new UnsupportedSourceException(
                            Hrefs.redacted(href), "scheme '" + scheme + "' is not read; file, http and https are");
            };
        } catch (URISyntaxException e) {
            // Neither its message nor the exception itself, which may quote the query.
            throw new PermanentSourceException(Hrefs.redacted(href), "not a valid URL: " + e.getReason());
        }
    }

    private ByteSource file(String href, @Nullable String path, ReadStatistics statistics) throws SourceException {
        try {
            if (path != null && Path.of(path).isAbsolute()) {
                return new FileByteSource(Path.of(path), blocking, statistics);
            }
        } catch (InvalidPathException e) {
            throw new PermanentSourceException(href, "not a valid path: " + e.getReason(), e);
        }
        throw new PermanentSourceException(href, "not an absolute path; relative hrefs must be resolved first");
    }

    private ByteSource http(String href, URI uri, ReadStatistics statistics) {
        return new HttpByteSource(Hrefs.redacted(href), uri, transport(), statistics);
    }

    /** Made when first needed: it loads much, for which the thread that makes the sources should not wait. */
    private synchronized HttpTransport transport() {
        if (closed) {
            throw new IllegalStateException("the sources are closed");
        }
        HttpTransport open = http == null ? new HttpTransport(options) : http;
        http = open;
        return open;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (http != null) {
            http.close();
        }
    }
}
