package io.cogstream.zarr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.io.ObjectStore;
import io.cogstream.zarr.Coordinates.Coordinate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Writes the metadata of an array. Pixels come later, chunk by chunk, under the names of {@link ChunkKeys}. */
public final class ZarrWriter {
    static final String METADATA = "zarr.json";

    /** What the names of all objects of an array begin with, metadata first. */
    public static final List<String> PREFIXES =
            List.of(METADATA, CubeLayout.DATA + "/", "band/", "time/", "y/", "x/", GeoAttributes.GRID_MAPPING + "/");

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
        consolidated.set(CubeLayout.DATA, data(layout).toJson());
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

    private static ArrayMetadata data(CubeLayout layout) {
        ObjectNode attributes = JSON.objectNode().put("grid_mapping", GeoAttributes.GRID_MAPPING);
        GeoAttributes.addConventions(attributes, layout);
        Double nodata = layout.nodata();
        if (nodata != null) {
            attributes.set("_FillValue", FillValues.xarray(layout.dataType(), nodata));
        }
        return new ArrayMetadata(
                List.of((long) layout.bands().size(), (long) layout.time().size(), (long) layout.height(), (long)
                        layout.width()),
                layout.dataType().zarrName(),
                List.of(1L, 1L, (long) layout.chunkHeight(), (long) layout.chunkWidth()),
                FillValues.zarr(layout.dataType(), nodata == null ? 0 : nodata),
                ArrayMetadata.numericCodecs(layout.zstdLevel()),
                attributes,
                List.of("band", "time", "y", "x"));
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
