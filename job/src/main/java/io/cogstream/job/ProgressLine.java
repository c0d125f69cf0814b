package io.cogstream.job;

import io.cogstream.operators.metrics.JobSummary;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows how far a job is. */
final class ProgressLine {
    private final StatusLine line;
    private final long chunks;
    private final long startNanos = System.nanoTime();

    /**
     * @param chunks that the job has to make
     * @param terminal whether {@code out} is one
     */
    ProgressLine(PrintWriter out, long chunks, boolean terminal) {
        this.line = new StatusLine(out, terminal);
        this.chunks = chunks;
    }

    void show(JobSummary done) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        line.show(() -> text(done, chunks, seconds));
    }

    /** Ends the line on a terminal. */
    void end() {
        line.end();
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
