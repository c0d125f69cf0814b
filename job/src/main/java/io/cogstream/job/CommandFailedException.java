package io.cogstream.job;

/** A command that did not end with exit code 0 has told why; this tells whoever called the program. */
final class CommandFailedException extends Exception {
    private static final long serialVersionUID = 1;

    CommandFailedException(int exitCode) {
        super("cogstream ended with code " + exitCode + "; what it wrote to stderr says why");
    }
}
