package io.cogstream.operators.sink;

import io.cogstream.io.ObjectStore;
import io.cogstream.make.ChunkObject;
import io.cogstream.operators.message.ChunkOutcome;
import io.cogstream.operators.message.ChunkResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;

/**
 * Puts chunks with bounded concurrency. All state belongs to the task's thread; acknowledgements come back to it as mails,
 * and waiting means working off the mailbox.
 */
final class ZarrChunkWriter implements SinkWriter<ChunkResult> {
    private final OpenStores stores;
    private final OutcomePublisher.Channel outcomes;
    private final int concurrentPuts;
    private final MailboxExecutor mailbox;
    private final WriteMeters meters;
    /** Objects on their way; an object is never put twice at a time, so that the last one stays. */
    private final Set<String> inFlight = new HashSet<>();

    ZarrChunkWriter(
            OpenStores stores,
            OutcomePublisher.Channel outcomes,
            int concurrentPuts,
            MailboxExecutor mailbox,
            WriteMeters meters) {
        this.stores = stores;
        this.outcomes = outcomes;
        this.concurrentPuts = concurrentPuts;
        this.mailbox = mailbox;
        this.meters = meters;
        meters.inFlight(inFlight::size);
    }

    @Override
    public void write(ChunkResult result, Context context) throws IOException, InterruptedException {
        String key = result.key();
        byte[] content = result.content();
        if (key == null || content == null) {
            outcomes.publish(ChunkOutcome.of(result, 0));
            return;
        }
        String object = result.request().array() + "\n" + key;
        while (inFlight.size() >= concurrentPuts || inFlight.contains(object)) {
            mailbox.yield();
        }
        inFlight.add(object);
        long start = System.nanoTime();
        CompletableFuture<@Nullable Void> unused =
                put(result, key, content).whenComplete((done, error) -> report(result, object, start, error));
    }

    /** Provenance first: a chunk counts as made as soon as its pixels are there. */
    private CompletableFuture<@Nullable Void> put(ChunkResult result, String key, byte[] content) throws IOException {
        try {
            ObjectStore store = stores.of(result.request().array());
            ChunkObject provenance = result.provenance();
            return provenance == null
                    ? store.put(key, ByteBuffer.wrap(content))
                    : store.put(provenance.key(), ByteBuffer.wrap(provenance.content()))
                            .thenCompose(done -> store.put(key, ByteBuffer.wrap(content)));
        } catch (RuntimeException error) {
            return CompletableFuture.failedFuture(error);
        }
    }

    /** On whatever thread the store completes. */
    private void report(ChunkResult result, String object, long start, @Nullable Throwable error) {
        long nanos = System.nanoTime() - start;
        try {
            mailbox.execute(() -> acknowledge(result, object, nanos, error), "chunk put");
        } catch (RejectedExecutionException taskEnded) {
            // Nobody waits any more; the chunk is made again after the restart, if there is one.
        }
    }

    private void acknowledge(ChunkResult result, String object, long nanos, @Nullable Throwable error)
            throws IOException {
        inFlight.remove(object);
        if (error != null) {
            meters.failed();
            throw new IOException("can't write chunk " + object.replace('\n', '/') + ": " + error, error);
        }
        ChunkOutcome outcome = ChunkOutcome.of(result, nanos);
        meters.written(outcome.length(), nanos);
        outcomes.publish(outcome);
    }

    /** Every chunk so far is in its store and every outcome is out when this returns. */
    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        while (!inFlight.isEmpty()) {
            mailbox.yield();
        }
        outcomes.flush();
    }

    @Override
    public void close() throws IOException {
        stores.close();
        outcomes.close();
    }
}
