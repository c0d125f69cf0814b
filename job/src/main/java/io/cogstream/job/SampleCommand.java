package io.cogstream.job;

import io.cogstream.io.AtomicFile;
import io.cogstream.io.HttpOptions;
import io.cogstream.open.NothingMatchesException;
import io.cogstream.open.RequestException;
import io.cogstream.proj.Crs;
import io.cogstream.sample.CsvSamples;
import io.cogstream.sample.ParquetSamples;
import io.cogstream.sample.PointSampler;
import io.cogstream.sample.PointsFile;
import io.cogstream.sample.SampleFormat;
import io.cogstream.sample.SampleMemory;
import io.cogstream.sample.SampleRequest;
import io.cogstream.sample.SampledPoints;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the values of items at points as a table. */
@Command(
        name = "sample",
        description = "Writes the values of source pixels at points, one row per point and item.",
        mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
    private static final String STDOUT = "-";

    @Spec
    private CommandSpec command;

    @Mixin
    private ItemOptions selection = new ItemOptions();

    @Option(
            names = "--points",
            required = true,
            paramLabel = "FILE",
            description =
                    "Points: GeoJSON FeatureCollection of Points or MultiPoints, or CSV with columns x,y or lon,lat or"
                            + " longitude,latitude.")
    private Path points = Path.of("");

    @Option(
            names = "--points-crs",
            paramLabel = "CRS",
            description =
                    "CRS of the coordinates in a CSV file: EPSG:code, ESRI:code, a PROJ string that starts with +, WKT or"
                            + " PROJJSON. Default: EPSG:4326, longitude and latitude.")
    private @Nullable String pointsCrs;

    @Option(
            names = "--point-id",
            paramLabel = "NAME",
            description =
                    "Property or column that names the points. Default: a Feature's id or the column id, else the number"
                            + " of the Feature or line, from 0.")
    private @Nullable String pointId;

    @Option(
            names = "--nodata",
            paramLabel = "V",
            description = "Value of missing pixels in the sources. Default: what each source says.")
    private @Nullable Double nodata;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "OUT",
            description = "File to write, OUT.csv or OUT.parquet; - writes CSV to stdout.")
    private String output = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv or parquet. Default: what the ending of --output says.")
    private @Nullable String format;

    @Option(names = "--json", description = "Prints one JSON document on stdout and nothing else.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        long start = System.nanoTime();
        SampleFormat written = format();
        if (output.equals(STDOUT)) {
            return sample(start, samples -> print(samples));
        }
        try (AtomicFile file = AtomicFile.create(Path.of(output))) {
            return sample(start, samples -> {
                SampledPoints.RowCount rows = switch (written) {
                    case CSV -> writeCsv(samples, file.path());
                    case PARQUET -> ParquetSamples.write(samples, file.path());
                };
                file.commit();
                return rows;
            });
        }
    }

    /** Writes all rows. */
    private interface Output {
        SampledPoints.RowCount write(SampledPoints samples) throws IOException;
    }

    private int sample(long start, Output out) throws RequestException, NothingMatchesException, IOException {
        PrintWriter err = command.commandLine().getErr();
        StatusLine line = new StatusLine(err, Terminal.isAttached());
        Runtime here = Runtime.getRuntime();
        SampleMemory memory = SampleMemory.forHeap(here.maxMemory(), temporaryFolder());
        try (PointSampler sampler = PointSampler.create(here.availableProcessors(), memory, HttpOptions.DEFAULT);
                SampledPoints samples = sampler.sample(
                        request(), (done, total, cost) -> line.show(() -> SampleSummary.progress(done, total, cost)))) {
            line.end();
            SampledPoints.RowCount rows = out.write(samples);
            SampleSummary summary = new SampleSummary(output, samples, rows, (System.nanoTime() - start) / 1e9);
            err.print(summary.failureText());
            if (json) {
                PrintWriter stdout = command.commandLine().getOut();
                stdout.println(summary.json());
                stdout.flush();
            } else {
                err.println(summary.text());
            }
            err.flush();
            return summary.exitCode();
        }
    }

    private SampleRequest request() throws RequestException, IOException {
        Crs crs;
        try {
            crs = pointsCrs == null ? null : Crs.parse(pointsCrs);
        } catch (IllegalArgumentException e) {
            throw new RequestException("--points-crs: " + e.getMessage(), e);
        }
        return new SampleRequest(
                selection.selection(), PointsFile.read(points, crs, pointId), nodata, selection.errorPolicy());
    }

    private SampleFormat format() throws RequestException {
        String name = format;
        if (name == null) {
            name = output.equals(STDOUT) ? "csv" : output.substring(output.lastIndexOf('.') + 1);
        }
        if (!name.equals("csv") && !name.equals("parquet")) {
            throw new RequestException(
                    format == null
                            ? "--output: '" + output + "' ends neither in .csv nor in .parquet; pass --format"
                            : "--format: '" + format + "' is neither csv nor parquet");
        }
        if (output.equals(STDOUT) && (json || name.equals("parquet"))) {
            throw new RequestException("--output: stdout takes CSV, and not beside --json; name a file");
        }
        return name.equals("csv") ? SampleFormat.CSV : SampleFormat.PARQUET;
    }

    /** Beside the output, where there is room for large things; of stdout there is no beside. */
    private Path temporaryFolder() {
        Path folder =
                output.equals(STDOUT) ? null : Path.of(output).toAbsolutePath().getParent();
        return folder != null && Files.isWritable(folder) ? folder : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private SampledPoints.RowCount print(SampledPoints samples) throws IOException {
        PrintWriter stdout = command.commandLine().getOut();
        SampledPoints.RowCount rows = CsvSamples.write(samples, stdout);
        stdout.flush();
        if (stdout.checkError()) {
            throw new IOException("stdout was closed before all rows were written");
        }
        return rows;
    }

    private static SampledPoints.RowCount writeCsv(SampledPoints samples, Path file) throws IOException {
        try (Writer out = new BufferedWriter(Files.newBufferedWriter(file), 1 << 16)) {
            return CsvSamples.write(samples, out);
        }
    }
}
