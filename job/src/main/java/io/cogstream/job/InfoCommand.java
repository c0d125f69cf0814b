package io.cogstream.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.io.ByteSources;
import io.cogstream.io.DefaultByteSources;
import io.cogstream.io.HttpOptions;
import io.cogstream.io.ReadStatistics;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.GeoTiffHeader;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a COG's header says. */
@Command(name = "info", description = "Shows the header of a COG.", mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "FILE", description = "Path or URL of the file.")
    private String file = "";

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (ByteSources sources = new DefaultByteSources(executor, HttpOptions.DEFAULT)) {
            GeoTiff header = GeoTiffHeader.read(sources.open(Hrefs.absolute(file), new ReadStatistics()))
                    .join();
            ObjectNode report = HeaderReport.of(header);
            PrintWriter out = command.commandLine().getOut();
            out.println(
                    json
                            ? new ObjectMapper()
                                    .writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(report)
                            : HeaderReport.text(report));
            out.flush();
        } finally {
            executor.shutdown();
        }
        return ExitCode.DONE;
    }
}
