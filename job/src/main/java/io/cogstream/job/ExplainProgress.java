package io.cogstream.job;

import io.cogstream.explain.ReadSink;
import io.cogstream.io.ReadStatistics;
import java.io.PrintWriter;

/** Shows how far reading headers is, on one line of a terminal. */
final class ExplainProgress {
    private static final long NANOS_BETWEEN_LOOKS = 200_000_000;

    private final PrintWriter out;
    private final boolean shown;
    private long done;
    private long lastLook = System.nanoTime();
    private boolean written;

    /** @param shown whether anyone looks */
    ExplainProgress(PrintWriter out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    /** @param chunks that will come */
    ReadSink of(long chunks, ReadStatistics headers) {
        return shown ? chunk -> show(chunks, headers) : chunk -> {};
    }

    private void show(long chunks, ReadStatistics headers) {
        done++;
        long now = System.nanoTime();
        if (now - lastLook < NANOS_BETWEEN_LOOKS && done < chunks) {
            return;
        }
        lastLook = now;
        written = true;
        out.printf("\r%d/%d chunks planned, %d headers read", done, chunks, headers.files());
        out.flush();
    }

    /** Ends the line. */
    void end() {
        if (written) {
            out.println();
            out.flush();
        }
    }
}
