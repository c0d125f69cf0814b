package io.cogstream.job;

import io.cogstream.operators.RunningJob;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * Asks, when the user interrupts the program, whether the job that it follows goes on without it. Runs while the JVM shuts
 * down, so the program ends after the answer whatever that is.
 */
final class InterruptQuestion implements AutoCloseable {
    private final RunningJob job;
    private final BufferedReader answers;
    private final PrintWriter out;
    private final boolean terminal;
    private final Thread hook = new Thread(this::ask, "cogstream-interrupt");
    private volatile boolean asked;

    /**
     * Stands by until it is closed.
     *
     * @param answers what the user types
     * @param terminal whether someone is there to type; otherwise the job goes on
     */
    static InterruptQuestion standBy(RunningJob job, BufferedReader answers, PrintWriter out, boolean terminal) {
        InterruptQuestion question = new InterruptQuestion(job, answers, out, terminal);
        Runtime.getRuntime().addShutdownHook(question.hook);
        return question;
    }

    InterruptQuestion(RunningJob job, BufferedReader answers, PrintWriter out, boolean terminal) {
        this.job = job;
        this.answers = answers;
        this.out = out;
        this.terminal = terminal;
    }

    /** Whether the user has been asked, so that nothing else should be shown. */
    boolean isAsked() {
        return asked;
    }

    void ask() {
        asked = true;
        try {
            out.println();
            if (terminal && wantsCancel()) {
                job.cancel();
                out.println("cogstream: job " + job.id() + " is cancelled; the same command makes the missing chunks");
            } else {
                out.println("cogstream: job " + job.id() + " goes on; flink cancel " + job.id() + " ends it");
            }
        } catch (IOException | ExecutionException e) {
            out.println("cogstream: job " + job.id() + " could not be cancelled: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.flush();
    }

    private boolean wantsCancel() throws IOException {
        out.print("cogstream: leave job " + job.id() + " running, or cancel it? [leave/cancel] ");
        out.flush();
        String answer = answers.readLine();
        return answer != null && answer.trim().toLowerCase(Locale.ROOT).startsWith("c");
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The question is being asked.
        }
    }
}
