package io.cogstream.job;

import io.cogstream.open.OpenRequest;
import io.cogstream.operators.JobCluster;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() throws Exception {
        PrintWriter err = command.commandLine().getErr();
        err.println("cogstream "
                + String.join(" ", command.commandLine().getParseResult().originalArgs()));
        OpenRequest request = array.request();
        MaterializeSummary summary;
        try (JobCluster flink = cluster.open()) {
            summary = new Materialization(flink, flink.slots(), err, Terminal.isAttached()).run(request, output);
        }
        err.print(summary.failureText());
        PrintWriter out = command.commandLine().getOut();
        out.println(output.json ? summary.json() : summary.text());
        out.flush();
        return summary.exitCode();
    }
}
