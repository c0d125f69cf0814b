package io.cogstream.job;

/** What the process tells its caller. */
final class ExitCode {
    static final int DONE = 0;

    /** Some chunks, or values at points, failed; each is named on stderr, chunks also in the failures file. */
    static final int CHUNKS_FAILED = 1;

    /** Wrong usage, filter or parameters. */
    static final int USAGE = 2;

    /** Unreadable input, or nothing matches. */
    static final int INPUT = 3;

    private ExitCode() {}
}
