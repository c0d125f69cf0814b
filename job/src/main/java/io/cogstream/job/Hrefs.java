package io.cogstream.job;

import java.nio.file.Path;

/** What a user types for a file. */
final class Hrefs {
    private Hrefs() {}

    /** URLs as they are, paths made absolute. */
    static String absolute(String file) {
        return file.contains("://") || file.startsWith("file:")
                ? file
                : Path.of(file).toAbsolutePath().normalize().toString();
    }
}
