package io.cogstream.job;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the {@code cogstream} command. */
@Command(
        name = "cogstream",
        description = "Cloud Optimized GeoTIFFs, described by STAC items, to the chunks of one Zarr array.",
        mixinStandardHelpOptions = true,
        version = "cogstream 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            OpenCommand.class,
            ExplainCommand.class,
            MaterializeCommand.class,
            SampleCommand.class,
            InfoCommand.class,
            ReadCommand.class
        })
public final class Main {
    private Main() {}

    /**
     * Runs one command and exits with its code. Inside Flink, which loads the jar of a job with a loader of its own, the
     * process is not ours to end: there an exception tells of a code other than 0.
     */
    public static void main(String[] args) throws CommandFailedException {
        int code = commandLine().execute(args);
        if (Main.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
            System.exit(code);
        }
        if (code != ExitCode.DONE) {
            throw new CommandFailedException(code);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setUsageHelpAutoWidth(true).setExecutionExceptionHandler(new ErrorReport());
    }
}
