package io.cogstream.cube;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.area.Area;
import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.io.ObjectStore;
import io.cogstream.io.Sha256;
import io.cogstream.raster.DataType;
import io.cogstream.stac.ItemIndex;
import io.cogstream.zarr.ChunkKeys;
import io.cogstream.zarr.ZarrReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Where the spec and the frozen item index of an array lie in its store, and in which form. */
public final class ArrayStore {
    /** What the names of all objects begin with that only cogstream reads. */
    public static final String PREFIX = ".cogstream/";

    /** What the names of frozen indexes begin with. */
    public static final String INDEX_PREFIX = PREFIX + "index-";

    /** Which search the index came from. */
    public static final String SEARCH_KEY = PREFIX + "search.json";

    /** Names the arrays of bands, from before the first of them is written: removing needs them even without a root group. */
    static final String BAND_ARRAYS = PREFIX + "band-arrays.json";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addMixIn(DataType.class, DataTypeName.class);

    private static final String AREA_PREFIX = PREFIX + "area-";

    private ArrayStore() {}

    /** Key of the index with this fingerprint. */
    public static String indexKey(String fingerprint) {
        return INDEX_PREFIX + fingerprint;
    }

    /** Key of an outline. */
    public static String areaKey(Area area) {
        return AREA_PREFIX + Sha256.hex(area.toBytes());
    }

    /** The spec as the value of the root group's attribute. */
    public static ObjectNode toJson(ArraySpec spec) {
        return JSON.valueToTree(spec);
    }

    /** The spec of the array in {@code store}, or null if the store has no Zarr group. */
    public static CompletableFuture<@Nullable ArraySpec> loadSpec(ObjectStore store) {
        return ZarrReader.spec(store).thenApply(node -> node == null ? null : parseSpec(store, node));
    }

    /** Writes down which arrays {@link #bandArrays} are. */
    public static CompletableFuture<@Nullable Void> putBandArrays(ObjectStore store, ChunkKeys keys) {
        ArrayNode names = JSON.createArrayNode();
        keys.arrays().forEach(names::add);
        keys.provenanceArrays().forEach(names::add);
        return store.put(BAND_ARRAYS, ByteBuffer.wrap(names.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Names of the arrays that bands have of their own, of pixels and of provenance; none if that is unknown. */
    public static CompletableFuture<List<String>> bandArrays(ObjectStore store) {
        return store.get(BAND_ARRAYS).thenApply(content -> {
            List<String> names = new ArrayList<>();
            try {
                JSON.readTree(content == null ? new byte[0] : content).forEach(name -> names.add(name.asText()));
            } catch (IOException damaged) {
                return List.of();
            }
            names.removeIf(name -> !ChunkKeys.isArrayName(name));
            return names;
        });
    }

    /** The array in {@code store}; fails with a {@link SourceException} if it is not one of ours. */
    public static CompletableFuture<OpenArray> load(ObjectStore store) {
        return loadSpec(store).thenCompose(spec -> {
            if (spec == null) {
                throw new CompletionException(new PermanentSourceException(store.uri(), "there is no array here"));
            }
            return store.get(spec.index())
                    .thenApply(content -> index(store, spec, content))
                    .thenCompose(index -> area(store, spec).thenApply(area -> new OpenArray(store, spec, index, area)));
        });
    }

    private static CompletableFuture<@Nullable Area> area(ObjectStore store, ArraySpec spec) {
        String key = spec.area();
        return key == null
                ? CompletableFuture.completedFuture(null)
                : store.get(key).thenApply(content -> parseArea(store, key, content));
    }

    private static Area parseArea(ObjectStore store, String key, byte @Nullable [] content) {
        try {
            return Area.parse(required(store, key, content), store.uri() + "/" + key);
        } catch (SourceException e) {
            throw new CompletionException(e);
        }
    }

    private static byte[] required(ObjectStore store, String key, byte @Nullable [] content)
            throws PermanentSourceException {
        if (content == null) {
            throw new PermanentSourceException(store.uri(), key + " is missing; open the array anew");
        }
        return content;
    }

    private static ArraySpec parseSpec(ObjectStore store, ObjectNode node) {
        int version = node.path("format_version").asInt();
        if (version != ArraySpec.FORMAT_VERSION) {
            throw new CompletionException(new UnsupportedSourceException(
                    store.uri(),
                    "the array was made by another version of cogstream: its format is %d, this program reads %d"
                            .formatted(version, ArraySpec.FORMAT_VERSION)));
        }
        try {
            return JSON.treeToValue(node, ArraySpec.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new CompletionException(
                    new MalformedSourceException(store.uri(), "zarr.json, attribute cogstream: " + e.getMessage(), e));
        }
    }

    private static ItemIndex index(ObjectStore store, ArraySpec spec, byte @Nullable [] content) {
        try {
            byte[] bytes = required(store, spec.index(), content);
            return ItemIndex.parse(bytes, store.uri() + "/" + spec.index());
        } catch (SourceException e) {
            throw new CompletionException(e);
        }
    }

    /** Data types go by their Zarr names. */
    private interface DataTypeName {
        @JsonValue
        String zarrName();
    }
}
