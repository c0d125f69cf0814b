package io.cogstream.job;

import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * Shows how far a command is: one line that is rewritten on a terminal, a new line every few seconds elsewhere. Safe for
 * concurrent use.
 */
final class StatusLine {
    private static final double SECONDS_BETWEEN_LINES = 5;
    private static final double SECONDS_BETWEEN_REWRITES = 0.1;

    private final PrintWriter out;
    private final boolean terminal;
    private final long startNanos = System.nanoTime();
    private double lastLine;
    private int lastLength;

    /** @param terminal whether {@code out} is one */
    StatusLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.lastLine = terminal ? Double.NEGATIVE_INFINITY : 0;
    }

    /** Shows a text, unless the last one is too recent. */
    synchronized void show(Supplier<String> status) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        if (seconds - lastLine < (terminal ? SECONDS_BETWEEN_REWRITES : SECONDS_BETWEEN_LINES)) {
            return;
        }
        lastLine = seconds;
        String text = status.get();
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, lastLength - text.length())));
            lastLength = text.length();
        } else {
            out.println(text);
        }
        out.flush();
    }

    /** Ends the line on a terminal. */
    synchronized void end() {
        if (terminal && lastLength > 0) {
            out.println();
            out.flush();
        }
    }
}
