package io.cogstream.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.ObjectStore;
import io.cogstream.raster.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what {@link ZarrWriter} and the pipeline wrote; no general Zarr reader. Futures fail with the store's error,
 * with {@link UncheckedIOException} when JSON is damaged, and with IllegalArgumentException when content is not ours.
 */
public final class ZarrReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ZarrReader() {}

    /** The caller's own description in the root group, or null if there is no group or it holds none. */
    public static CompletableFuture<@Nullable ObjectNode> spec(ObjectStore store) {
        return json(store, ZarrWriter.METADATA).thenApply(group -> {
            JsonNode spec = group == null ? null : group.path("attributes").get(CubeLayout.SPEC_ATTRIBUTE);
            return spec instanceof ObjectNode object ? object : null;
        });
    }

    /**
     * The chunks that are in the store.
     *
     * @param keys where to look
     * @param provenance whether a chunk of pixels counts only with the one that says where they are from
     */
    public static CompletableFuture<Set<ChunkIndex>> chunks(ObjectStore store, ChunkKeys keys, boolean provenance) {
        CompletableFuture<Set<ChunkIndex>> pixels = chunks(store, keys, keys.arrays());
        if (!provenance) {
            return pixels;
        }
        return pixels.thenCombine(chunks(store, keys, keys.provenanceArrays()), (chunks, traced) -> {
            chunks.retainAll(traced);
            return chunks;
        });
    }

    private static CompletableFuture<Set<ChunkIndex>> chunks(ObjectStore store, ChunkKeys keys, List<String> arrays) {
        Set<ChunkIndex> chunks = new HashSet<>();
        CompletableFuture<Set<ChunkIndex>> listed = CompletableFuture.completedFuture(chunks);
        for (int i = 0; i < arrays.size(); i++) {
            int array = i;
            String prefix = ChunkKeys.prefix(arrays.get(i));
            listed = listed.thenCompose(before -> store.list(prefix)).thenApply(names -> {
                names.stream()
                        .map(name -> keys.parse(array, name.substring(prefix.length())))
                        .filter(Objects::nonNull)
                        .forEach(chunks::add);
                return chunks;
            });
        }
        return listed;
    }

    /** The pixels' array, to be read chunk by chunk. */
    public static CompletableFuture<ZarrCube> open(ObjectStore store) {
        return json(store, ZarrWriter.METADATA).thenCompose(group -> {
            if (group == null) {
                throw new IllegalArgumentException(store.uri() + " holds no Zarr group");
            }
            JsonNode arrays = group.path("consolidated_metadata").path("metadata");
            JsonNode time = arrays.path("time");
            return arrays.has("band")
                    ? bands(store).thenCombine(time(store, time), (bands, axis) -> cube(store, arrays, bands, axis))
                    : time(store, time).thenApply(axis -> perBand(store, arrays, axis));
        });
    }

    private static ZarrCube cube(ObjectStore store, JsonNode arrays, List<String> bands, TimeAxis time) {
        JsonNode data = arrays.path(CubeLayout.DATA);
        return cube(store, data, bands, time, new PixelArrays(ChunkKeys.CUBE, List.of(format(data)), null));
    }

    /** Arrays of provenance are those that another array names as its ancillary variables. */
    private static ZarrCube perBand(ObjectStore store, JsonNode arrays, TimeAxis time) {
        Set<String> provenance = new HashSet<>();
        for (JsonNode array : arrays) {
            provenance.add(array.path("attributes").path(ZarrWriter.ANCILLARY).asText());
        }
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, JsonNode> array : arrays.properties()) {
            if (array.getValue().path("shape").size() == 3 && !provenance.contains(array.getKey())) {
                names.add(array.getKey());
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException(store.uri() + " holds no array of pixels");
        }
        List<PixelFormat> formats =
                names.stream().map(name -> format(arrays.path(name))).toList();
        List<String> bands = names.stream()
                .map(name -> arrays.path(name).at("/attributes/long_name").asText())
                .toList();
        PixelArrays pixels = new PixelArrays(ChunkKeys.ofArrays(names), formats, null);
        return cube(store, arrays.path(names.get(0)), bands, time, pixels);
    }

    private static PixelFormat format(JsonNode array) {
        return new PixelFormat(
                DataType.ofName(array.path("data_type").asText()),
                array.path("attributes").has("_FillValue")
                        ? (Double) FillValues.parse(array.path("fill_value"))
                        : null);
    }

    /** @param data an array whose last two dimensions are y and x */
    private static ZarrCube cube(
            ObjectStore store, JsonNode data, List<String> bands, TimeAxis time, PixelArrays pixels) {
        JsonNode shape = data.path("shape");
        JsonNode chunk = data.path("chunk_grid").path("configuration").path("chunk_shape");
        int y = shape.size() - 2;
        int x = shape.size() - 1;
        return new ZarrCube(
                store,
                bands,
                time,
                positive(shape.path(y), "height"),
                positive(shape.path(x), "width"),
                positive(chunk.path(y), "rows of a chunk"),
                positive(chunk.path(x), "columns of a chunk"),
                pixels);
    }

    private static CompletableFuture<List<String>> bands(ObjectStore store) {
        return required(store, "band/c/0").thenApply(chunk -> StringChunk.decode(ChunkEncoder.decode(chunk)));
    }

    private static CompletableFuture<TimeAxis> time(ObjectStore store, JsonNode metadata) {
        int steps = positive(metadata.path("shape").path(0), "number of time steps");
        TimeAxis.Unit unit =
                TimeAxis.Unit.ofCf(metadata.path("attributes").path("units").asText());
        long[] offsets = new long[steps];
        CompletableFuture<@Nullable Void> read = CompletableFuture.completedFuture(null);
        for (int start = 0; start < steps; start += Coordinates.TIME_CHUNK) {
            int first = start;
            read = read.thenCompose(done -> required(store, "time/c/" + first / Coordinates.TIME_CHUNK))
                    .thenAccept(chunk -> copyTimes(chunk, offsets, first));
        }
        return read.thenApply(done -> new TimeAxis(offsets, unit));
    }

    private static void copyTimes(byte[] content, long[] offsets, int first) {
        byte[] chunk = ChunkEncoder.decode(content, Coordinates.TIME_CHUNK * Long.BYTES);
        LongBuffer times = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        times.get(offsets, first, Math.min(Coordinates.TIME_CHUNK, offsets.length - first));
    }

    private static CompletableFuture<byte[]> required(ObjectStore store, String key) {
        return store.get(key).thenApply(content -> {
            if (content == null) {
                throw new IllegalArgumentException(store.uri() + " lacks " + key);
            }
            return content;
        });
    }

    private static CompletableFuture<@Nullable JsonNode> json(ObjectStore store, String key) {
        return store.get(key).thenApply(content -> {
            try {
                return content == null ? null : MAPPER.readTree(content);
            } catch (IOException e) {
                throw new UncheckedIOException(store.uri() + "/" + key + " is damaged", e);
            }
        });
    }

    private static int positive(JsonNode node, String what) {
        if (!node.canConvertToInt() || node.intValue() < 1) {
            throw new IllegalArgumentException("metadata of the array: " + what + " is " + node);
        }
        return node.intValue();
    }
}
