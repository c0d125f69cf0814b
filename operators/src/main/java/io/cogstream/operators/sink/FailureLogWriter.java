package io.cogstream.operators.sink;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.operators.message.FailureJson;
import io.cogstream.operators.metrics.MetricNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** Holds the failures by chunk and source, and rewrites the files of the arrays that have new ones at every flush. */
final class FailureLogWriter implements StatefulSinkWriter<ChunkFailure, FailureLogState> {
    private final OpenStores stores;
    private final int maxFailures;
    private final List<String> earlier;
    private final MailboxExecutor mailbox;
    private final Counter notLogged;
    /** In order of arrival; a replayed failure takes the place of the first. */
    private final Map<List<Object>, ChunkFailure> failures = new LinkedHashMap<>();

    private final Set<String> changedArrays = new HashSet<>();
    private int putsInFlight;

    FailureLogWriter(
            OpenStores stores, int maxFailures, List<String> earlier, MailboxExecutor mailbox, MetricGroup metrics) {
        this.stores = stores;
        this.maxFailures = maxFailures;
        this.earlier = earlier;
        this.mailbox = mailbox;
        notLogged = metrics.counter(MetricNames.FAILURES_NOT_LOGGED);
    }

    /** Takes back what a checkpoint holds; its files are written again, as a run in between may have replaced them. */
    void restore(FailureLogState state) {
        state.failures().forEach(this::keep);
    }

    @Override
    public void write(ChunkFailure failure, Context context) {
        keep(failure);
    }

    private void keep(ChunkFailure failure) {
        List<Object> source = Arrays.asList(
                failure.array(),
                failure.band(),
                failure.time(),
                failure.y(),
                failure.x(),
                failure.item(),
                failure.asset());
        if (failures.size() >= maxFailures && !failures.containsKey(source)) {
            notLogged.inc();
            return;
        }
        failures.put(source, failure);
        changedArrays.add(failure.array());
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        for (String array : changedArrays) {
            putsInFlight++;
            CompletableFuture<@Nullable Void> unused = put(array).whenComplete((done, error) -> report(array, error));
        }
        changedArrays.clear();
        while (putsInFlight > 0) {
            mailbox.yield();
        }
    }

    private CompletableFuture<@Nullable Void> put(String array) throws IOException {
        StringBuilder lines = new StringBuilder();
        earlier.forEach(line -> lines.append(line).append('\n'));
        for (ChunkFailure failure : failures.values()) {
            if (failure.array().equals(array)) {
                lines.append(FailureJson.line(failure)).append('\n');
            }
        }
        ByteBuffer content = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        try {
            return stores.of(array).put(FailureLogSink.KEY, content);
        } catch (RuntimeException error) {
            return CompletableFuture.failedFuture(error);
        }
    }

    private void report(String array, @Nullable Throwable error) {
        try {
            mailbox.execute(() -> acknowledge(array, error), "failure log put");
        } catch (RejectedExecutionException taskEnded) {
            // The state of the last checkpoint writes the file again after the restart, if there is one.
        }
    }

    private void acknowledge(String array, @Nullable Throwable error) throws IOException {
        putsInFlight--;
        if (error != null) {
            throw new IOException("can't write " + array + "/" + FailureLogSink.KEY + ": " + error, error);
        }
    }

    @Override
    public List<FailureLogState> snapshotState(long checkpointId) {
        return failures.isEmpty() ? List.of() : List.of(new FailureLogState(new ArrayList<>(failures.values())));
    }

    @Override
    public void close() {
        stores.close();
    }
}
