package io.cogstream.job;

import io.cogstream.io.ObjectStore;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The store of an array that is only planned: nothing is there, and nothing can be put there. */
final class NoStore implements ObjectStore {
    @Override
    public String uri() {
        return "planned:/";
    }

    @Override
    public CompletableFuture<@Nullable Void> put(String key, ByteBuffer content) {
        return CompletableFuture.failedFuture(
                new UnsupportedOperationException("an array that is only planned has no place for " + key));
    }

    @Override
    public CompletableFuture<byte @Nullable []> get(String key) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<List<String>> list(String prefix) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<@Nullable Void> deleteAll(String prefix) {
        return CompletableFuture.completedFuture(null);
    }
}
