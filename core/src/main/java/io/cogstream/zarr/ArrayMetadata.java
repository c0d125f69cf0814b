package io.cogstream.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The {@code zarr.json} of one array, per the <a
 * href="https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html#array-metadata">array metadata</a> section, with a
 * regular chunk grid and the default chunk key encoding.
 *
 * @param shape elements along each dimension; empty for a scalar
 * @param dataType name of the data type
 * @param chunkShape elements of a chunk along each dimension
 * @param fillValue what absent chunks read as
 * @param codecs name and configuration of each codec, in the order of encoding
 * @param attributes the array's attributes
 * @param dimensionNames name of each dimension
 */
record ArrayMetadata(
        List<Long> shape,
        String dataType,
        List<Long> chunkShape,
        JsonNode fillValue,
        ArrayNode codecs,
        ObjectNode attributes,
        List<String> dimensionNames) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    ArrayMetadata {
        if (shape.size() != chunkShape.size() || shape.size() != dimensionNames.size()) {
            throw new IllegalArgumentException("shape %s, chunks %s and dimensions %s differ in rank"
                    .formatted(shape, chunkShape, dimensionNames));
        }
    }

    ObjectNode toJson() {
        ObjectNode json = JSON.objectNode().put("zarr_format", 3).put("node_type", "array");
        json.set("shape", numbers(shape));
        json.put("data_type", dataType);
        json.set("chunk_grid", named("regular", JSON.objectNode().set("chunk_shape", numbers(chunkShape))));
        json.set("chunk_key_encoding", named("default", JSON.objectNode().put("separator", "/")));
        json.set("fill_value", fillValue);
        json.set("codecs", codecs);
        json.set("attributes", attributes);
        ArrayNode names = json.putArray("dimension_names");
        dimensionNames.forEach(names::add);
        json.putArray("storage_transformers");
        return json;
    }

    /** Codecs of numbers: {@code bytes}, then {@code zstd}. */
    static ArrayNode numericCodecs(int zstdLevel) {
        return JSON.arrayNode()
                .add(named("bytes", JSON.objectNode().put("endian", "little")))
                .add(zstd(zstdLevel));
    }

    /** Codecs of the data type {@code string}: {@code vlen-utf8}, then {@code zstd}. */
    static ArrayNode stringCodecs(int zstdLevel) {
        return JSON.arrayNode().add(named("vlen-utf8", JSON.objectNode())).add(zstd(zstdLevel));
    }

    private static ObjectNode zstd(int level) {
        return named("zstd", JSON.objectNode().put("level", level).put("checksum", false));
    }

    private static ObjectNode named(String name, JsonNode configuration) {
        ObjectNode json = JSON.objectNode().put("name", name);
        json.set("configuration", configuration);
        return json;
    }

    private static ArrayNode numbers(List<Long> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }
}
