package io.cogstream.job;

import io.cogstream.open.RequestException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Opens an array and makes every chunk. */
@Command(
        name = "materialize",
        description = "Writes an array with all its chunks; run again, it makes the chunks that are missing.",
        mixinStandardHelpOptions = true)
final class MaterializeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private ArrayOptions array = new ArrayOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Chunks warped at a time, and threads that decode. Default: the number of processors.")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws Exception {
        if (parallelism < 1) {
            throw new RequestException("--parallelism: " + parallelism + " is less than 1");
        }
        PrintWriter err = command.commandLine().getErr();
        err.println("cogstream "
                + String.join(" ", command.commandLine().getParseResult().originalArgs()));
        MaterializeSummary summary =
                Materialization.once(parallelism, err, Terminal.isAttached(), array.request(), output);
        err.print(summary.failureText());
        PrintWriter out = command.commandLine().getOut();
        out.println(output.json ? summary.json() : summary.text());
        out.flush();
        return summary.exitCode();
    }
}
