package io.cogstream.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sample scenes, and a small array over them. */
final class DemoScenes {
    private DemoScenes() {}

    static Path items() {
        return CommandRun.repository("examples/demo/items.parquet");
    }

    /** A copy that a test may damage. */
    static Path copyTo(Path folder) throws IOException {
        Path demo = CommandRun.repository("examples/demo");
        try (Stream<Path> files = Files.walk(demo)) {
            files.forEach(file -> {
                try {
                    Path target = folder.resolve(demo.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return folder.resolve("items.parquet");
    }

    /** One band, three steps, 225 x 205 pixels in 4 x 4 chunks of 64. */
    static List<String> materialize(Path items, Path output, String... more) {
        return command("materialize", items, output, more);
    }

    /** @param more options; one that the array has already gets the new value */
    static List<String> command(String name, Path items, Path output, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                name,
                items.toString(),
                "--output",
                output.toString(),
                "--crs",
                "EPSG:5070",
                "--resolution",
                "200",
                "--bbox=-1049000,1811000,-1008000,1856000",
                "--bands",
                "red",
                "--chunk-size",
                "64"));
        for (int i = 0; i < more.length; i++) {
            int given = arguments.indexOf(more[i]);
            if (given > 0 && more[i].startsWith("--")) {
                arguments.set(given + 1, more[++i]);
            } else {
                arguments.add(more[i]);
            }
        }
        return arguments;
    }
}
