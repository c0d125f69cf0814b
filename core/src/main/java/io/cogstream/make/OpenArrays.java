package io.cogstream.make;

import io.cogstream.cube.ArrayStore;
import io.cogstream.cube.OpenArray;
import io.cogstream.io.ObjectStore;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Arrays that requests name, opened once per JVM. Safe for concurrent use. */
public final class OpenArrays {
    private static final int MOST = 64;

    private final Function<String, ObjectStore> stores;
    private final SingleFlightCache<String, OpenArray> arrays = new SingleFlightCache<>(MOST, (uri, array) -> 1);

    /** @param stores opens a store by URI */
    public OpenArrays(Function<String, ObjectStore> stores) {
        this.stores = stores;
    }

    /**
     * The array whose store has this URI. Fails with a {@link io.cogstream.failure.SourceException} if there is none or its
     * spec or index can't be used; failures are not kept.
     */
    public CompletableFuture<OpenArray> get(String uri) {
        return arrays.get(uri, () -> ArrayStore.load(stores.apply(uri)));
    }
}
