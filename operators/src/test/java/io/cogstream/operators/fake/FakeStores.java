package io.cogstream.operators.fake;

import io.cogstream.io.ObjectStore;
import io.cogstream.operators.sink.ObjectStoreProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Objects in memory, shared by everything in this JVM that has the same provider, even a deserialized one. */
public final class FakeStores implements ObjectStoreProvider {
    private static final long serialVersionUID = 1;
    private static final Map<String, Contents> ALL = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    /** What the stores hold. */
    public static final class Contents {
        /** By URI and key, joined by a slash. */
        public final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

        public final AtomicInteger puts = new AtomicInteger();
        /** What becomes of the n-th PUT (from 1) of an object; null stores it at once. */
        public volatile @Nullable BiFunction<String, Integer, CompletableFuture<@Nullable Void>> interception;
    }

    public FakeStores() {
        ALL.put(id, new Contents());
    }

    public Contents contents() {
        return ALL.get(id);
    }

    public String text(String object) {
        return new String(contents().objects.get(object), StandardCharsets.UTF_8);
    }

    @Override
    public ObjectStore open(String uri) throws IOException {
        if (uri.startsWith("refused:")) {
            throw new IOException("refused scheme");
        }
        return new Store(uri, contents());
    }

    private record Store(String uri, Contents contents) implements ObjectStore {

        @Override
        public CompletableFuture<@Nullable Void> put(String key, ByteBuffer content) {
            String object = uri + "/" + key;
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            int number = contents.puts.incrementAndGet();
            BiFunction<String, Integer, CompletableFuture<@Nullable Void>> interception = contents.interception;
            CompletableFuture<@Nullable Void> ready =
                    interception == null ? CompletableFuture.completedFuture(null) : interception.apply(object, number);
            return ready.thenRun(() -> contents.objects.put(object, bytes));
        }

        @Override
        public CompletableFuture<byte @Nullable []> get(String key) {
            return CompletableFuture.completedFuture(contents.objects.get(uri + "/" + key));
        }

        @Override
        public CompletableFuture<List<String>> list(String prefix) {
            return CompletableFuture.completedFuture(contents.objects.keySet().stream()
                    .filter(object -> object.startsWith(uri + "/" + prefix))
                    .map(object -> object.substring(uri.length() + 1))
                    .toList());
        }

        @Override
        public CompletableFuture<@Nullable Void> deleteAll(String prefix) {
            contents.objects.keySet().removeIf(object -> object.startsWith(uri + "/" + prefix));
            return CompletableFuture.completedFuture(null);
        }
    }
}
