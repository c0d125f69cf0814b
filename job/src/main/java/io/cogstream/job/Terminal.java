package io.cogstream.job;

/** Whether a person watches. */
final class Terminal {
    private Terminal() {}

    /** The launcher asks the system, which Java can't before version 22: whether stderr is a terminal. */
    static boolean isAttached() {
        return Boolean.getBoolean("cogstream.terminal");
    }

    /** Likewise for stdin: whether a person can be asked. */
    static boolean isInputAttached() {
        return Boolean.getBoolean("cogstream.terminal.input");
    }
}
