package io.cogstream.zarr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.io.ObjectStore;
import io.cogstream.raster.DataType;
import io.cogstream.zarr.Coordinates.Coordinate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Writes the metadata of an array. Pixels come later, chunk by chunk, under the names of {@link ChunkKeys}. */
public final class ZarrWriter {
    static final String METADATA = "zarr.json";

    /** CF's name for arrays that say more about the values of one. */
    static final String ANCILLARY = "ancillary_variables";

    /**
     * What the names of all objects begin with that {@link #create} writes, metadata first; where bands have arrays of their
     * own, without these.
     */
    public static final List<String> PREFIXES = List.of(
            METADATA,
            CubeLayout.DATA + "/",
            CubeLayout.PROVENANCE + "/",
            "band/",
            Coordinates.ITEM + "/",
            "time/",
            "y/",
            "x/",
            GeoAttributes.GRID_MAPPING + "/");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ZarrWriter() {}

    /**
     * Writes or replaces everything but the pixels. The root group, without which no reader finds anything, comes last.
     *
     * @return completes when the array can be opened; fails as the store fails
     * @throws IllegalArgumentException if the layout can't be described
     */
    public static CompletableFuture<@Nullable Void> create(ObjectStore store, CubeLayout layout) {
        List<Coordinate> coordinates = Coordinates.of(layout);
        ObjectNode consolidated = JSON.objectNode();
        for (Coordinate coordinate : coordinates) {
            consolidated.set(coordinate.name(), coordinate.metadata().toJson());
        }
        pixels(layout).forEach((name, array) -> consolidated.set(name, array.toJson()));
        return putChunks(store, coordinates, layout.zstdLevel())
                .thenCompose(done -> putArrays(store, consolidated))
                .thenCompose(done -> store.put(METADATA, json(group(layout, consolidated))));
    }

    private static CompletableFuture<@Nullable Void> putChunks(
            ObjectStore store, List<Coordinate> coordinates, int zstdLevel) {
        List<CompletableFuture<?>> puts = new ArrayList<>();
        try (ChunkEncoder encoder = new ChunkEncoder(zstdLevel)) {
            for (Coordinate coordinate : coordinates) {
                coordinate.chunks().forEach((key, chunk) -> {
                    puts.add(store.put(coordinate.name() + "/" + key, ByteBuffer.wrap(encoder.encode(chunk))));
                });
            }
        }
        return allOf(puts);
    }

    private static CompletableFuture<@Nullable Void> putArrays(ObjectStore store, ObjectNode arrays) {
        List<CompletableFuture<?>> puts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> array : arrays.properties()) {
            puts.add(store.put(array.getKey() + "/" + METADATA, json(array.getValue())));
        }
        return allOf(puts);
    }

    private static CompletableFuture<@Nullable Void> allOf(List<CompletableFuture<?>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
    }

    /** The arrays that hold pixels, and those that say where they are from, by name. */
    private static Map<String, ArrayMetadata> pixels(CubeLayout layout) {
        ChunkKeys keys = layout.pixels().keys();
        boolean traced = layout.pixels().items() != null;
        Map<String, ArrayMetadata> arrays = new LinkedHashMap<>();
        for (int i = 0; i < keys.arrays().size(); i++) {
            arrays.put(keys.arrays().get(i), data(layout, i));
        }
        for (int i = 0; traced && i < keys.arrays().size(); i++) {
            arrays.put(keys.provenanceArrays().get(i), provenance(layout, i));
        }
        return arrays;
    }

    private static ArrayMetadata data(CubeLayout layout, int array) {
        ChunkKeys keys = layout.pixels().keys();
        PixelFormat format = layout.pixels().formats().get(array);
        ObjectNode attributes = JSON.objectNode();
        if (keys.isPerBand()) {
            attributes.put("long_name", layout.bands().get(array));
        }
        attributes.put("grid_mapping", GeoAttributes.GRID_MAPPING);
        if (layout.pixels().items() != null) {
            attributes.put(ANCILLARY, keys.provenanceArrays().get(array));
        }
        GeoAttributes.addConventions(attributes, layout);
        Double nodata = format.nodata();
        if (nodata != null) {
            attributes.set("_FillValue", FillValues.xarray(format.dataType(), nodata));
        }
        return array(layout, format.dataType(), format.fill(), attributes);
    }

    /** Without {@code _FillValue}, for which xarray would make floats of the numbers: no index then. */
    private static ArrayMetadata provenance(CubeLayout layout, int array) {
        ObjectNode attributes = JSON.objectNode()
                .put(
                        "long_name",
                        "position in '%s' of the item that each pixel of '%s' is from"
                                .formatted(
                                        Coordinates.ITEM,
                                        layout.pixels().keys().arrays().get(array)));
        attributes.putArray("flag_values").add(PixelArrays.NO_ITEM);
        attributes.put("flag_meanings", "no_item").put("grid_mapping", GeoAttributes.GRID_MAPPING);
        GeoAttributes.addConventions(attributes, layout);
        return array(layout, PixelArrays.PROVENANCE_TYPE, PixelArrays.NO_ITEM, attributes);
    }

    private static ArrayMetadata array(CubeLayout layout, DataType type, double fill, ObjectNode attributes) {
        List<String> dimensions = new ArrayList<>(List.of("time", "y", "x"));
        List<Long> shape =
                new ArrayList<>(List.of((long) layout.time().size(), (long) layout.height(), (long) layout.width()));
        List<Long> chunk = new ArrayList<>(List.of(1L, (long) layout.chunkHeight(), (long) layout.chunkWidth()));
        if (!layout.pixels().keys().isPerBand()) {
            dimensions.add(0, "band");
            shape.add(0, (long) layout.bands().size());
            chunk.add(0, 1L);
        }
        return new ArrayMetadata(
                shape,
                type.zarrName(),
                chunk,
                FillValues.zarr(type, fill),
                ArrayMetadata.numericCodecs(layout.zstdLevel()),
                attributes,
                dimensions);
    }

    /** Consolidated metadata stands inline, as zarr-python 3 writes and reads it; the core specification has none. */
    private static ObjectNode group(CubeLayout layout, ObjectNode arrays) {
        ObjectNode attributes = JSON.objectNode().put("Conventions", "CF-1.11");
        GeoAttributes.addConventions(attributes, layout);
        attributes.set(CubeLayout.SPEC_ATTRIBUTE, layout.spec());
        ObjectNode group = JSON.objectNode().put("zarr_format", 3).put("node_type", "group");
        group.set("attributes", attributes);
        ObjectNode consolidated =
                group.putObject("consolidated_metadata").put("kind", "inline").put("must_understand", false);
        consolidated.set("metadata", arrays);
        return group;
    }

    private static ByteBuffer json(JsonNode node) {
        try {
            return ByteBuffer.wrap(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("metadata can't be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
