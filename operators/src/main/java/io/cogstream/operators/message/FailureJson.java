package io.cogstream.operators.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.failure.ChunkFailure;
import java.io.UncheckedIOException;

/** A failure as one line of JSON, in the one schema that file, queue and command line share. */
public final class FailureJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FailureJson() {}

    /** One JSON object without line breaks; {@code index} is {@code [band, time, y, x]}. */
    public static String line(ChunkFailure failure) {
        ObjectNode node = JSON.createObjectNode();
        node.put("array", failure.array());
        node.putArray("index")
                .add(failure.band())
                .add(failure.time())
                .add(failure.y())
                .add(failure.x());
        node.put("item", failure.item());
        node.put("asset", failure.asset());
        node.put("href", failure.href());
        node.put("stage", failure.stage());
        node.put("kind", failure.kind().label());
        node.put("message", failure.message());
        node.put("attempts", failure.attempts());
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
