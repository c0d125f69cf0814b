package io.cogstream.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.cube.ErrorPolicy;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.grid.BoundingBox;
import io.cogstream.open.ItemSelection;
import io.cogstream.open.OpenRequest;
import io.cogstream.open.StorageRequest;
import io.cogstream.raster.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One case of {@code testdata/stac/oracle}: what lazycogs was asked, and what it answered. */
final class OracleCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final JsonNode document;

    private OracleCase(Path folder, JsonNode document) {
        this.folder = folder;
        this.document = document;
    }

    static List<OracleCase> all() {
        Path stac = Path.of(System.getProperty("cogstream.testdata"), "stac")
                .toAbsolutePath()
                .normalize();
        try (Stream<Path> files = Files.list(stac.resolve("oracle"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> new OracleCase(stac, parse(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return document.path("name").asText();
    }

    boolean isError() {
        return document.path("status").asText().equals("error");
    }

    String error() {
        return document.path("error_message").asText();
    }

    /** Parameters that are set. */
    Set<String> parameters() {
        Set<String> names = new TreeSet<>();
        document.path("parameters").fields().forEachRemaining(field -> {
            if (!field.getValue().isNull()) {
                names.add(field.getKey());
            }
        });
        return names;
    }

    JsonNode parameter(String name) {
        return document.path("parameters").path(name);
    }

    JsonNode field(String name) {
        return document.path(name);
    }

    /** The class name of the method, such as MeanMethod or, in variants, FullMean. */
    String mosaicClass() {
        return parameter("mosaic_method").asText("FirstMethod");
    }

    String timePeriod() {
        return document.path("parameters").has("time_period")
                ? parameter("time_period").isNull()
                        ? "none"
                        : parameter("time_period").asText()
                : "P1D";
    }

    NpzFile.Array data() throws IOException {
        return array("data");
    }

    /** @param name {@code data}, or one of the coordinates {@code x} and {@code y} */
    NpzFile.Array array(String name) throws IOException {
        return NpzFile.read(folder.resolve("oracle").resolve(name() + ".npz"), name);
    }

    /** The same question for cogstream. */
    OpenRequest request() {
        JsonNode box = parameter("bbox");
        double resolution = parameter("resolution").asDouble();
        String source = parameter("source").asText("items-rustac.parquet");
        JsonNode nodata = parameter("nodata");
        ItemSelection selection = new ItemSelection(
                folder.resolve(source).toString(),
                text("datetime"),
                list("bands"),
                list("ids"),
                List.of(),
                filter(),
                sortBy(),
                // The folder's hrefs are relative to its parent.
                source.equals("hive") ? List.of(folder.resolve("hive") + "/=" + folder + "/") : List.of(),
                null);
        return new OpenRequest(
                selection,
                parameter("crs").asText(),
                resolution,
                resolution,
                new BoundingBox(
                        box.get(0).asDouble(),
                        box.get(1).asDouble(),
                        box.get(2).asDouble(),
                        box.get(3).asDouble()),
                false,
                null,
                timePeriod(),
                mosaic(),
                text("dtype") == null ? null : DataType.ofName(text("dtype")),
                nodata.isMissingNode() || nodata.isNull() ? null : Double.valueOf(nodata.asText()),
                256,
                256,
                text("errors") == null
                        ? ErrorPolicy.RAISE
                        : ErrorPolicy.valueOf(text("errors").toUpperCase(Locale.ROOT)),
                StorageRequest.DEFAULT);
    }

    private MosaicMethod mosaic() {
        String label = mosaicClass().replaceAll("^(Full|NaN)|Method$", "").toLowerCase(Locale.ROOT);
        return MosaicMethod.ofLabel(label);
    }

    private @Nullable String text(String name) {
        JsonNode value = parameter(name);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    private @Nullable String filter() {
        JsonNode filter = parameter("filter");
        return filter.isObject() ? filter.toString() : text("filter");
    }

    private List<String> list(String name) {
        List<String> values = new ArrayList<>();
        parameter(name).forEach(value -> values.add(value.asText()));
        return values;
    }

    private List<String> sortBy() {
        JsonNode keys = parameter("sortby");
        if (keys.isTextual()) {
            return List.of(keys.asText());
        }
        List<String> texts = new ArrayList<>();
        keys.forEach(key -> texts.add(
                key.isTextual()
                        ? key.asText()
                        : (key.path("direction").asText().equals("desc") ? "-" : "")
                                + key.path("field").asText()));
        return texts;
    }
}
