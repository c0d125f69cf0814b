package io.cogstream.job;

import io.cogstream.cube.ErrorPolicy;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.grid.BoundingBox;
import io.cogstream.open.ItemSelection;
import io.cogstream.open.OpenRequest;
import io.cogstream.open.RequestException;
import io.cogstream.open.StorageRequest;
import io.cogstream.operators.embedded.EmbeddedFlink;
import io.cogstream.quicklook.Quicklook;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole way once, on scenes that come with the program. */
@Command(
        name = "demo",
        description = "Makes an array and pictures of it from sample scenes, to show the whole way.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    /** Around the four sites of the sample scenes, in EPSG:5070. */
    private static final BoundingBox AREA = new BoundingBox(-1_049_000, 1_811_000, -1_008_000, 1_856_000);

    private static final double RESOLUTION = 50;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            defaultValue = "out",
            description = "Where the array and the pictures go. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("out");

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        OutputOptions output = new OutputOptions();
        output.output = folder.resolve("demo.zarr").toString();
        output.overwrite = true;
        out.println("10 sample scenes on 3 dates, two UTM zones -> one array in EPSG:5070");
        out.flush();
        MaterializeSummary summary = run(output);
        out.println(summary.text());
        out.print(summary.failureText());
        for (Path picture : pictures(summary.opened())) {
            out.println("picture  " + picture);
        }
        out.println("%nOpen the array in Python:%n".formatted());
        out.println("import xarray as xr");
        out.println("cube = xr.open_zarr(\"" + Path.of(output.output).toAbsolutePath() + "\")");
        out.println("print(cube[\"data\"])");
        out.flush();
        return summary.exitCode();
    }

    private MaterializeSummary run(OutputOptions output) throws Exception {
        PrintWriter err = command.commandLine().getErr();
        try (EmbeddedFlink flink = EmbeddedFlink.start(Runtime.getRuntime().availableProcessors())) {
            return new Materialization(flink, flink.slots(), err, Terminal.isAttached()).run(request(), output);
        }
    }

    private List<Path> pictures(OpenedArray opened) {
        return opened.withStore(store -> {
            try {
                return Quicklook.write(store, folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static OpenRequest request() throws RequestException {
        return new OpenRequest(
                ItemSelection.all(scenes().toString()).withBands(List.of("red", "green", "blue")),
                "EPSG:5070",
                RESOLUTION,
                RESOLUTION,
                AREA,
                false,
                null,
                "P1D",
                MosaicMethod.FIRST,
                null,
                null,
                256,
                256,
                ErrorPolicy.RAISE,
                StorageRequest.DEFAULT);
    }

    /** The launcher says where the program's folder is; without it the current folder is tried. */
    private static Path scenes() throws RequestException {
        Path items = Path.of(System.getProperty("cogstream.home", ""), "examples", "demo", "items.parquet");
        if (!Files.isReadable(items)) {
            throw new RequestException("the sample scenes are not at " + items.toAbsolutePath()
                    + "; start the demo through the cogstream launcher");
        }
        return items;
    }
}
