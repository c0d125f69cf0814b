package io.cogstream.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.cube.ArrayStore;
import io.cogstream.operators.TaskJvm;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes an array's metadata and frozen index; chunks come later. */
@Command(
        name = "open",
        description = "Writes the metadata of an array; its chunks can be made later.",
        mixinStandardHelpOptions = true)
final class OpenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private ArrayOptions array = new ArrayOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws Exception {
        OpenedArray opened = OpenedArray.open(
                array.request(), output, TaskJvm.here(Runtime.getRuntime().availableProcessors()));
        PrintWriter err = command.commandLine().getErr();
        opened.warnings().forEach(warning -> err.println("warning: " + warning));
        err.flush();
        PrintWriter out = command.commandLine().getOut();
        if (output.json) {
            ObjectMapper json = new ObjectMapper();
            ObjectNode document = json.createObjectNode();
            document.put("output", opened.uri());
            document.put("items", opened.items());
            opened.warnings().forEach(document.putArray("warnings")::add);
            document.set("spec", ArrayStore.toJson(opened.spec()));
            out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        } else {
            out.println(opened.describe());
        }
        out.flush();
        return ExitCode.DONE;
    }
}
