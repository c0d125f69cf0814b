package io.cogstream.io;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens stores by location. The one place that knows which kinds of store there are. */
public final class ObjectStores {
    /** A scheme has two letters or more, so that a Windows drive is a path. */
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*", Pattern.DOTALL);

    private ObjectStores() {}

    /**
     * A store at {@code location}; nothing is read or written yet, and the place need not exist.
     *
     * @param location path of a folder, or a {@code file:} URL, such as {@link ObjectStore#uri()} returns
     * @param executor where blocking work runs
     * @throws IllegalArgumentException if no store of ours serves the location; the message names what is supported
     */
    public static ObjectStore open(String location, Executor executor) {
        if (location.isBlank()) {
            throw new IllegalArgumentException("the location of the store is empty");
        }
        Matcher matcher = SCHEME.matcher(location);
        if (!matcher.matches()) {
            return new FileObjectStore(path(location), executor);
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        if (scheme.equals("file")) {
            return new FileObjectStore(pathOfUrl(location), executor);
        }
        throw new IllegalArgumentException("can't write to a '" + scheme
                + ":' location; supported are a path (put ./ before one with a colon) and a file: URL");
    }

    private static Path path(String location) {
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path: " + e.getMessage(), e);
        }
    }

    private static Path pathOfUrl(String location) {
        try {
            return Path.of(URI.create(location));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IllegalArgumentException(
                    "not a file: URL with an absolute path, '" + location + "': " + e.getMessage(), e);
        }
    }
}
