package io.cogstream.job;

import io.cogstream.explain.ReadTotals;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what making an array would read. */
@Command(
        name = "explain",
        description = "Tells what making an array would read, chunk by chunk. Reads no pixels and writes no array.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private ArrayOptions array = new ArrayOptions();

    @Option(
            names = "--headers",
            description =
                    "Reads the header of every source, to tell overview, window, byte ranges and bytes. Without it"
                            + " only the first item's headers are read, and bytes are estimated from them.")
    private boolean headers;

    @ArgGroup
    private @Nullable Form form;

    /** How the answer is written, if not as text for people. */
    static final class Form {
        @Option(names = "--json", description = "Prints one JSON document on stdout and nothing else.")
        boolean json;

        @Option(
                names = "--csv",
                description = "Prints one row per chunk and source on stdout, and one for a chunk without any, as CSV.")
        boolean csv;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        ExplainProgress progress = new ExplainProgress(err, headers && Terminal.isAttached());
        ReadTotals totals = new Explanation(array.request(), headers, progress).write(answer(out));
        out.flush();
        if (form != null && !totals.failures().isEmpty()) {
            err.println("%d sources can't be used".formatted(totals.failures().size()));
            err.flush();
        }
        return totals.failures().isEmpty() && totals.tooLargeChunks() == 0 ? ExitCode.DONE : ExitCode.CHUNKS_FAILED;
    }

    private ExplainAnswer answer(PrintWriter out) {
        if (form == null) {
            return new ExplainText(out);
        }
        return form.json ? new ExplainJson(out) : new ExplainCsv(out);
    }
}
