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
            MaterializeCommand.class,
            InfoCommand.class,
            ReadCommand.class
        })
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setUsageHelpAutoWidth(true).setExecutionExceptionHandler(new ErrorReport());
    }
}
