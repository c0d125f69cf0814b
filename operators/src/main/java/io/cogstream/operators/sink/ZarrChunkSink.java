package io.cogstream.operators.sink;

import io.cogstream.operators.message.ChunkResult;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Puts made chunks into their arrays' stores and publishes one outcome per request. Needs no committer: a replay puts the
 * same bytes under the same name.
 */
public final class ZarrChunkSink implements Sink<ChunkResult> {
    private static final long serialVersionUID = 1;

    private final ObjectStoreProvider stores;
    private final OutcomePublisher outcomes;
    private final int concurrentPuts;

    /** @param concurrentPuts most objects that one writer has on their way to the store, at least 1 */
    public ZarrChunkSink(ObjectStoreProvider stores, OutcomePublisher outcomes, int concurrentPuts) {
        if (concurrentPuts < 1) {
            throw new IllegalArgumentException("concurrent PUTs must be at least 1, not " + concurrentPuts);
        }
        this.stores = stores;
        this.outcomes = outcomes;
        this.concurrentPuts = concurrentPuts;
    }

    @Override
    public SinkWriter<ChunkResult> createWriter(WriterInitContext context) throws IOException {
        return new ZarrChunkWriter(
                new OpenStores(stores),
                outcomes.open(),
                concurrentPuts,
                context.getMailboxExecutor(),
                new WriteMeters(context.metricGroup()));
    }
}
