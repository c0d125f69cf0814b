package io.cogstream.operators.sink;

import io.cogstream.io.ObjectStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The stores that one writer has open, by array. Used by one task thread. */
final class OpenStores implements AutoCloseable {
    private final ObjectStoreProvider provider;
    private final Map<String, ObjectStore> stores = new HashMap<>();

    OpenStores(ObjectStoreProvider provider) {
        this.provider = provider;
    }

    ObjectStore of(String array) throws IOException {
        ObjectStore store = stores.get(array);
        if (store == null) {
            store = provider.open(array);
            stores.put(array, store);
        }
        return store;
    }

    @Override
    public void close() {
        stores.values().forEach(provider::release);
        stores.clear();
    }
}
