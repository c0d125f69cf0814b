package io.cogstream.job;

import io.cogstream.operators.metrics.JobSummary;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows how far a job is: one line that is rewritten on a terminal, a new line every few seconds elsewhere. */
final class ProgressLine {
    private static final double SECONDS_BETWEEN_LINES = 5;

    private final PrintWriter out;
    private final long chunks;
    private final boolean terminal;
    private final long startNanos = System.nanoTime();
    private double lastLine;
    private int lastLength;

    /**
     * @param chunks that the job has to make
     * @param terminal whether {@code out} is one
     */
    ProgressLine(PrintWriter out, long chunks, boolean terminal) {
        this.out = out;
        this.chunks = chunks;
        this.terminal = terminal;
    }

    void show(JobSummary done) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        if (!terminal && seconds - lastLine < SECONDS_BETWEEN_LINES) {
            return;
        }
        lastLine = seconds;
        String text = text(done, chunks, seconds);
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, lastLength - text.length())));
            lastLength = text.length();
        } else {
            out.println(text);
        }
        out.flush();
    }

    /** Ends the line on a terminal. */
    void end() {
        if (terminal && lastLength > 0) {
            out.println();
            out.flush();
        }
    }

    static String text(JobSummary done, long chunks, double seconds) {
        long finished = done.chunks();
        double rate = seconds <= 0 ? 0 : done.pixels() / 1e6 / seconds;
        String eta = finished == 0 ? "-" : duration(seconds / finished * (chunks - finished));
        return String.format(
                Locale.ROOT,
                "%d/%d chunks (%d%%)  %.1f Mpx/s  %s read  ETA %s%s",
                finished,
                chunks,
                chunks == 0 ? 100 : finished * 100 / chunks,
                rate,
                bytes(done.bytes()),
                eta,
                done.failed() == 0 ? "" : "  " + done.failed() + " failed");
    }

    static String bytes(long bytes) {
        if (bytes < 1 << 20) {
            return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
        }
        return bytes < 1L << 30
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0)
                : String.format(Locale.ROOT, "%.2f GiB", bytes / 1073741824.0);
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}
