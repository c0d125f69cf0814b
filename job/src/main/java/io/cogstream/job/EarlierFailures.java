package io.cogstream.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.ObjectStore;
import io.cogstream.operators.sink.FailureLogSink;
import io.cogstream.operators.source.ChunkSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The failure log that an earlier run left. What it says of chunks that are made again is forgotten, the rest still holds. */
final class EarlierFailures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EarlierFailures() {}

    /**
     * Cuts the log down to what still holds: sources that chunks lack which are there already.
     *
     * @param present chunks that are not made again
     * @return the lines that stay
     */
    static List<String> keep(ObjectStore store, ChunkSet present) {
        byte[] log = store.get(FailureLogSink.KEY).join();
        if (log == null) {
            return List.of();
        }
        List<String> kept = new String(log, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> {
                    ChunkIndex chunk = chunk(line);
                    return chunk != null && present.contains(chunk);
                })
                .toList();
        if (kept.isEmpty()) {
            store.deleteAll(FailureLogSink.KEY).join();
        } else {
            byte[] content = (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8);
            store.put(FailureLogSink.KEY, ByteBuffer.wrap(content)).join();
        }
        return kept;
    }

    /** The chunk that a line is about, null if it is no line of ours. */
    private static @Nullable ChunkIndex chunk(String line) {
        try {
            JsonNode index = JSON.readTree(line).path("index");
            return index.size() != 4
                    ? null
                    : new ChunkIndex(
                            index.get(0).asInt(),
                            index.get(1).asInt(),
                            index.get(2).asInt(),
                            index.get(3).asInt());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return null;
        }
    }
}
