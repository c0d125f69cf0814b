package io.cogstream.io;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Named objects under one root: a folder of a file system, a prefix of a bucket. Objects appear whole or not at all. Keys
 * are relative, with {@code /} between parts. Safe for concurrent use.
 */
public interface ObjectStore {

    /** Absolute URI of the root, without credentials. */
    String uri();

    /** Writes or replaces one object; complete when it is durable enough to be read by others. */
    CompletableFuture<@Nullable Void> put(String key, ByteBuffer content);

    /** The whole object, or null if there is none. */
    CompletableFuture<byte @Nullable []> get(String key);

    /** Keys that start with {@code prefix}, in no order. */
    CompletableFuture<List<String>> list(String prefix);

    /** Removes the objects whose keys start with {@code prefix}. */
    CompletableFuture<@Nullable Void> deleteAll(String prefix);
}
