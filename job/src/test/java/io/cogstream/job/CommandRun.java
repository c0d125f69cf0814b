package io.cogstream.job;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/**
 * One run of the command line in this JVM.
 *
 * @param out what went to stdout, through the command or past it
 */
record CommandRun(int exitCode, String out, String err) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static CommandRun of(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ByteArrayOutputStream past = new ByteArrayOutputStream();
        PrintStream stdout = System.out;
        System.setOut(new PrintStream(past, true, StandardCharsets.UTF_8));
        try {
            CommandLine command = Main.commandLine();
            command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
            int exitCode = command.execute(arguments.toArray(String[]::new));
            return new CommandRun(exitCode, out + past.toString(StandardCharsets.UTF_8), err.toString());
        } finally {
            System.setOut(stdout);
        }
    }

    static CommandRun of(String... arguments) {
        return of(List.of(arguments));
    }

    /** Stdout, which must be one JSON document and nothing else. */
    JsonNode json() {
        try {
            return JSON.readTree(out);
        } catch (IOException e) {
            throw new AssertionError("not one JSON document: " + out, e);
        }
    }

    /** A file of the repository. */
    static Path repository(String path) {
        return Path.of(System.getProperty("cogstream.home"), path);
    }
}
