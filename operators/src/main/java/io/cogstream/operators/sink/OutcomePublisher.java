package io.cogstream.operators.sink;

import io.cogstream.operators.message.ChunkOutcome;
import java.io.IOException;
import java.io.Serializable;

/** Tells whoever waits for chunks what became of them. */
@FunctionalInterface
public interface OutcomePublisher extends Serializable {

    /** For jobs whose store says it all. */
    OutcomePublisher NONE = () -> outcome -> {};

    /** A channel for one writer, used on its task's thread only. */
    Channel open() throws IOException;

    /** Where one writer's outcomes go. */
    @FunctionalInterface
    interface Channel extends AutoCloseable {

        /** Takes one outcome; must not block for long. At least once per request over restarts. */
        void publish(ChunkOutcome outcome) throws IOException;

        /** Returns once every outcome so far is safe; called before a checkpoint completes. */
        default void flush() throws IOException, InterruptedException {}

        @Override
        default void close() throws IOException {}
    }
}
