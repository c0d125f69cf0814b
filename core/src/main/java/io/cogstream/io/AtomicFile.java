package io.cogstream.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is seen under its name only when it is complete: until then it has a temporary name in the same folder. A device or
 * pipe that has the name is written to directly.
 */
public final class AtomicFile implements AutoCloseable {
    private final Path target;
    private final Path written;
    private boolean committed;

    private AtomicFile(Path target, Path written) {
        this.target = target;
        this.written = written;
    }

    /**
     * Begins an empty file.
     *
     * @param file its name when it is complete; its folder must exist
     * @throws IOException if it can't be made
     */
    public static AtomicFile create(Path file) throws IOException {
        boolean exists = Files.exists(file);
        // A link stays one, and what it leads to is replaced.
        Path target = exists ? file.toRealPath() : file.toAbsolutePath();
        if (exists && !Files.isRegularFile(target)) {
            return new AtomicFile(target, target);
        }
        Path written = target.resolveSibling(TemporaryName.of(String.valueOf(target.getFileName())));
        Files.createFile(written);
        // For an interrupted program.
        written.toFile().deleteOnExit();
        return new AtomicFile(target, written);
    }

    /** Where to write to. */
    public Path path() {
        return written;
    }

    /** Gives the file its name, in place of what has it. */
    public void commit() throws IOException {
        if (!written.equals(target)) {
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        }
        committed = true;
    }

    /** Removes what was written, unless it was committed. */
    @Override
    public void close() throws IOException {
        if (!committed && !written.equals(target)) {
            Files.deleteIfExists(written);
        }
    }
}
