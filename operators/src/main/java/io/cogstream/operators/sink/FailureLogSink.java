package io.cogstream.operators.sink;

import io.cogstream.failure.ChunkFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes the failures of each array into {@value #KEY} of its store, one JSON object per line. Must run with parallelism 1,
 * since the file is rewritten whole. It starts with what still holds of an earlier run, which whoever starts the job hands over.
 */
public final class FailureLogSink implements Sink<ChunkFailure>, SupportsWriterState<ChunkFailure, FailureLogState> {
    private static final long serialVersionUID = 1;

    /** The file's name below the array's store. */
    public static final String KEY = ".cogstream/failures.ndjson";

    private final ObjectStoreProvider stores;
    private final int maxFailures;
    private final ArrayList<String> earlier;

    /**
     * @param maxFailures most failures to keep over all arrays; later ones are only counted
     * @param earlier lines that stay at the beginning of the file; only for jobs that make one array
     */
    public FailureLogSink(ObjectStoreProvider stores, int maxFailures, List<String> earlier) {
        this.stores = stores;
        this.maxFailures = maxFailures;
        this.earlier = new ArrayList<>(earlier);
    }

    @Override
    public SinkWriter<ChunkFailure> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<ChunkFailure, FailureLogState> restoreWriter(
            WriterInitContext context, Collection<FailureLogState> states) throws IOException {
        if (context.getTaskInfo().getNumberOfParallelSubtasks() != 1) {
            throw new IOException("the failure log must run with parallelism 1");
        }
        FailureLogWriter writer = new FailureLogWriter(
                new OpenStores(stores), maxFailures, earlier, context.getMailboxExecutor(), context.metricGroup());
        states.forEach(writer::restore);
        return writer;
    }

    @Override
    public SimpleVersionedSerializer<FailureLogState> getWriterStateSerializer() {
        return new FailureLogStateSerializer();
    }
}
