package io.cogstream.job;

import io.cogstream.failure.SourceException;
import io.cogstream.open.NothingMatchesException;
import io.cogstream.open.RequestException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.runtime.client.JobExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into one line on stderr and an exit code; only defects of the program show a stack trace. */
final class ErrorReport implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        Throwable cause = rootOf(problem);
        PrintWriter err = command.getErr();
        if (cause instanceof RequestException) {
            err.println("cogstream: " + cause.getMessage());
            return ExitCode.USAGE;
        }
        if (cause instanceof NothingMatchesException || cause instanceof SourceException) {
            err.println("cogstream: " + cause.getMessage());
            return ExitCode.INPUT;
        }
        if (cause instanceof IOException) {
            err.println("cogstream: " + cause);
            return ExitCode.INPUT;
        }
        if (cause instanceof JobExecutionException) {
            err.println("cogstream: the job failed: " + deepest(cause)
                    + "\nchunks that were written stay; the same command makes the others");
            return ExitCode.CHUNKS_FAILED;
        }
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        err.println("cogstream: unexpected error\n" + trace);
        return ExitCode.CHUNKS_FAILED;
    }

    private static Throwable deepest(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Throwable rootOf(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null
                && (cause instanceof CompletionException
                        || cause instanceof ExecutionException
                        || cause instanceof UncheckedIOException)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
