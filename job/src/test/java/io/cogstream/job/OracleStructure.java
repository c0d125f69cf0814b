package io.cogstream.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import io.cogstream.cube.OpenArray;
import io.cogstream.io.ObjectStore;
import io.cogstream.proj.Crs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What of an array is not pixels, against an oracle's: shape, dims, type, nodata, coordinates, and attributes that clients use. */
final class OracleStructure {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Attributes that must be equal as JSON. */
    private static final List<String> ATTRIBUTES = List.of(
            "grid_mapping",
            "spatial:dimensions",
            "spatial:transform_type",
            "spatial:transform",
            "spatial:shape",
            "spatial:registration",
            "proj:code");

    private final OracleCase expected;
    private final OpenArray array;
    private final ArrayPixels pixels;
    private final JsonNode metadata;

    private OracleStructure(OracleCase expected, OpenArray array, ArrayPixels pixels) throws IOException {
        this.expected = expected;
        this.array = array;
        this.pixels = pixels;
        this.metadata = JSON.readTree(array.store().get("zarr.json").join())
                .path("consolidated_metadata")
                .path("metadata");
    }

    /** What differs first; empty if nothing. */
    static String difference(OracleCase expected, OpenArray array, ArrayPixels pixels) throws IOException {
        OracleStructure structure = new OracleStructure(expected, array, pixels);
        for (String difference : List.of(
                structure.dimensions(),
                structure.samples(),
                structure.steps(),
                structure.centres("x", 3),
                structure.centres("y", 2),
                structure.attributes(),
                structure.gridMapping())) {
            if (!difference.isEmpty()) {
                return difference;
            }
        }
        return "";
    }

    private String dimensions() {
        JsonNode full = expected.field("full_dims_shape");
        String shape = compare(
                "shape",
                integers(full.path("shape")),
                Arrays.stream(pixels.shape()).boxed().toList());
        String names = compare(
                "dims", texts(full.path("dims")), texts(metadata.path("data").path("dimension_names")));
        return shape + names;
    }

    private String samples() {
        String type = compare(
                "dtype",
                expected.field("dtype").asText(),
                array.spec().format(0).dtype().zarrName());
        if (expected.mosaicClass().contains("Count")) {
            // lazycogs counts in the sources' type, with their nodata; docs/parity.md.
            return type;
        }
        JsonNode wanted = expected.field("nodata");
        Double nodata = wanted.isNull() ? null : Double.valueOf(wanted.asText());
        JsonNode attributes = metadata.path("data").path("attributes");
        return type
                + compare("nodata", nodata, array.spec().format(0).nodata())
                + compare(
                        "_FillValue present", expected.field("attrs").has("_FillValue"), attributes.has("_FillValue"));
    }

    private String steps() {
        if (expected.parameter("isel").has("time") || expected.parameter("isel").has("band")) {
            return "";
        }
        List<Instant> times = new ArrayList<>();
        expected.field("coords")
                .path("time")
                .forEach(time -> times.add(LocalDateTime.parse(time.asText()).toInstant(ZoneOffset.UTC)));
        List<String> bands =
                array.spec().bands().stream().map(band -> band.name()).toList();
        return compare("times", times, pixels.times())
                + compare("bands", texts(expected.field("coords").path("band")), bands);
    }

    /** Pixel centres as they stand in the store, exactly as the oracle has them. */
    private String centres(String axis, int dimension) throws IOException {
        double[] actual = stored(array.store(), axis, pixels.shape()[dimension]);
        NpzFile.Array wanted = expected.array(axis);
        JsonNode part = expected.parameter("isel").path(axis);
        int first = part.isArray() ? part.get(0).asInt() : part.asInt(0);
        for (int i = 0; i < wanted.size(); i++) {
            double centre = wanted.type().get(wanted.samples(), i);
            if (Math.abs(centre - actual[first + i]) > 4 * Math.ulp(centre)) {
                return "%s[%d] is %s instead of %s; ".formatted(axis, first + i, actual[first + i], centre);
            }
        }
        boolean whole = part.isMissingNode() || part.isNull();
        return whole ? compare("number of " + axis, wanted.size(), actual.length) : "";
    }

    private static double[] stored(ObjectStore store, String axis, int count) {
        double[] centres = new double[count];
        byte[] content = Objects.requireNonNull(store.get(axis + "/c/0").join());
        byte[] chunk = Zstd.decompress(content, Math.min(count, 65_536) * Double.BYTES);
        ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(centres);
        return centres;
    }

    private String attributes() {
        JsonNode actual = metadata.path("data").path("attributes");
        StringBuilder differences = new StringBuilder();
        for (String name : ATTRIBUTES) {
            JsonNode wanted = expected.field("attrs").path(name);
            if (!wanted.isMissingNode()) {
                differences.append(compare(name, normal(wanted), normal(actual.path(name))));
            }
        }
        List<String> conventions = new ArrayList<>();
        actual.path("zarr_conventions")
                .forEach(one -> conventions.add(one.path("uuid").asText()));
        expected.field("attrs").path("zarr_conventions").forEach(one -> {
            if (!conventions.contains(one.path("uuid").asText())) {
                differences
                        .append("convention ")
                        .append(one.path("name").asText())
                        .append(" is missing; ");
            }
        });
        return differences.toString();
    }

    private String gridMapping() {
        JsonNode wanted = expected.field("spatial_ref");
        JsonNode actual = metadata.path("spatial_ref").path("attributes");
        Integer code = Crs.parse(wanted.path("crs_wkt").asText()).epsg();
        return compare(
                        "EPSG code of crs_wkt",
                        code,
                        Crs.parse(actual.path("crs_wkt").asText()).epsg())
                + compare(
                        "GeoTransform",
                        numbers(wanted.path("GeoTransform").asText()),
                        numbers(actual.path("GeoTransform").asText()));
    }

    private static JsonNode normal(JsonNode node) {
        try {
            // 240 and 240.0 are the same number.
            return node.isArray() && node.path(0).isNumber()
                    ? JSON.valueToTree(JSON.treeToValue(node, double[].class))
                    : node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Double> numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).map(Double::valueOf).toList();
    }

    private static List<Integer> integers(JsonNode array) {
        List<Integer> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asInt()));
        return values;
    }

    private static List<String> texts(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }

    private static String compare(String what, Object wanted, Object actual) {
        return Objects.equals(wanted, actual) ? "" : "%s is %s instead of %s; ".formatted(what, actual, wanted);
    }
}
