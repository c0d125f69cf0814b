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
import java.util.HashSet;
import java.util.List;
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

    /** The pixel chunks that are in the store. */
    public static CompletableFuture<Set<ChunkIndex>> chunks(ObjectStore store) {
        return store.list(ChunkKeys.PREFIX).thenApply(keys -> {
            Set<ChunkIndex> chunks = new HashSet<>();
            for (String key : keys) {
                ChunkIndex index = ChunkKeys.parse(key);
                if (index != null) {
                    chunks.add(index);
                }
            }
            return chunks;
        });
    }

    /** The pixels' array, to be read chunk by chunk. */
    public static CompletableFuture<ZarrCube> open(ObjectStore store) {
        return json(store, ZarrWriter.METADATA).thenCompose(group -> {
            if (group == null) {
                throw new IllegalArgumentException(store.uri() + " holds no Zarr group");
            }
            JsonNode arrays = group.path("consolidated_metadata").path("metadata");
            JsonNode time = arrays.path("time");
            return bands(store).thenCombine(time(store, time), (bands, axis) -> {
                return cube(store, arrays.path(CubeLayout.DATA), bands, axis);
            });
        });
    }

    private static ZarrCube cube(ObjectStore store, JsonNode data, List<String> bands, TimeAxis time) {
        JsonNode shape = data.path("shape");
        JsonNode chunk = data.path("chunk_grid").path("configuration").path("chunk_shape");
        JsonNode fill = data.path("fill_value");
        return new ZarrCube(
                store,
                bands,
                time,
                positive(shape.path(2), "height"),
                positive(shape.path(3), "width"),
                positive(chunk.path(2), "rows of a chunk"),
                positive(chunk.path(3), "columns of a chunk"),
                DataType.ofName(data.path("data_type").asText()),
                data.path("attributes").has("_FillValue") ? (Double) FillValues.parse(fill) : null);
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
