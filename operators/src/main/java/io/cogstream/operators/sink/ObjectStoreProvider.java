package io.cogstream.operators.sink;

import io.cogstream.io.ObjectStore;
import java.io.IOException;
import java.io.Serializable;

/** Opens the stores of arrays in whatever JVM a sink runs. */
@FunctionalInterface
public interface ObjectStoreProvider extends Serializable {

    /**
     * The store below {@code uri}. Called once per array and writer.
     *
     * @throws IOException if the scheme is unknown or refused
     */
    ObjectStore open(String uri) throws IOException;

    /** Called when the writer that opened {@code store} ends; by default stores hold nothing. */
    default void release(ObjectStore store) {}
}
