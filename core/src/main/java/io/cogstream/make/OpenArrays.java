package io.cogstream.make;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cogstream.cube.ArrayStore;
import io.cogstream.cube.OpenArray;
import io.cogstream.io.ObjectStore;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Arrays that requests name, opened once per JVM. Safe for concurrent use. */
public final class OpenArrays {
    private static final int MOST = 64;

    private final Function<String, ObjectStore> stores;
    private final AsyncCache<String, OpenArray> arrays =
            Caffeine.newBuilder().maximumSize(MOST).buildAsync();

    /** @param stores opens a store by URI */
    public OpenArrays(Function<String, ObjectStore> stores) {
        this.stores = stores;
    }

    /**
     * The array whose store has this URI. Fails with a {@link io.cogstream.failure.SourceException} if there is none or its
     * spec or index can't be used; failures are not kept.
     */
    public CompletableFuture<OpenArray> get(String uri) {
        return arrays.get(uri, (key, executor) -> ArrayStore.load(stores.apply(key)));
    }
}
