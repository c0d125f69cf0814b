package io.cogstream.operators.fetch;

import io.cogstream.failure.FailureKind;
import io.cogstream.make.ChunkMaker;
import io.cogstream.make.FetchedChunk;
import io.cogstream.operators.message.ChunkRequest;
import io.cogstream.operators.metrics.MetricNames;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the source pixels of a chunk brought into memory, without ever blocking. What goes wrong with one chunk is a result
 * like any other; only an {@link Error} or a closed maker fails the job. Pixels that no one took are given back, be it
 * after the timeout or when the task ends.
 */
public final class FetchFunction extends RichAsyncFunction<ChunkRequest, Fetched> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(FetchFunction.class);

    private final ChunkMakerProvider makers;
    private transient @Nullable ChunkMaker maker;
    /** Requests whose pixels are not there yet. */
    private transient Map<ResultFuture<Fetched>, Flight> flights;
    /** Pixels on their way to the warp. */
    private transient Map<Flight, FetchedChunk> undelivered;

    private transient volatile boolean closed;

    public FetchFunction(ChunkMakerProvider makers) {
        this.makers = makers;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        flights = new ConcurrentHashMap<>();
        undelivered = new ConcurrentHashMap<>();
        maker = makers.acquire();
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        metrics.gauge(MetricNames.FETCHES_IN_FLIGHT, (Gauge<Integer>) flights::size);
        metrics.gauge(MetricNames.CHUNKS_WAITING_FOR_WARP, (Gauge<Integer>) undelivered::size);
    }

    @Override
    public void asyncInvoke(ChunkRequest request, ResultFuture<Fetched> result) {
        Flight flight = new Flight(request, result);
        flights.put(result, flight);
        CompletableFuture<FetchedChunk> unused =
                fetch(request).whenComplete((chunk, error) -> land(flight, chunk, error));
    }

    private CompletableFuture<FetchedChunk> fetch(ChunkRequest request) {
        try {
            return maker.fetch(request.address());
        } catch (RuntimeException defect) {
            return CompletableFuture.failedFuture(defect);
        }
    }

    private void land(Flight flight, @Nullable FetchedChunk chunk, @Nullable Throwable error) {
        flights.remove(flight.result);
        if (chunk != null) {
            deliver(flight, chunk);
        } else if (flight.settle() && !closed) {
            Throwable cause =
                    error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
            fail(flight, cause == null ? new NullPointerException("neither pixels nor error") : cause);
        }
    }

    private static void fail(Flight flight, Throwable cause) {
        if (isFatal(cause)) {
            flight.result.completeExceptionally(cause);
            return;
        }
        LOG.warn("chunk {} can't be fetched", flight.request.address(), cause);
        flight.result.complete(List.of(Fetched.failed(flight.request, flight.request.failure("read", cause))));
    }

    /** A stack that overflows is one hostile source's doing; any other error is the process's. */
    private static boolean isFatal(Throwable cause) {
        return cause instanceof CancellationException
                || (cause instanceof Error && !(cause instanceof StackOverflowError));
    }

    private void deliver(Flight flight, FetchedChunk chunk) {
        undelivered.put(flight, chunk);
        if (flight.settle() && !closed) {
            flight.result.complete(List.of(Fetched.chunk(flight.request, chunk, () -> undelivered.remove(flight))));
        } else {
            undelivered.remove(flight);
            chunk.close();
        }
    }

    /** Makes a failed chunk of a request that outlasted every deadline of the maker, instead of failing the job. */
    @Override
    public void timeout(ChunkRequest request, ResultFuture<Fetched> result) {
        Flight flight = flights.get(result);
        if (flight != null && flight.settle()) {
            String message =
                    "no pixels within the pipeline's own timeout, which is far beyond those of single requests";
            result.complete(List.of(Fetched.failed(request, request.failure("read", FailureKind.TRANSIENT, message))));
        }
    }

    @Override
    public void close() {
        if (maker == null) {
            return;
        }
        closed = true;
        undelivered.values().forEach(FetchedChunk::close);
        maker = null;
        makers.release();
    }

    /** One request under way; settled by its pixels or by its timeout, whichever comes first. */
    private static final class Flight {
        private final ChunkRequest request;
        private final ResultFuture<Fetched> result;
        private final AtomicBoolean settled = new AtomicBoolean();

        private Flight(ChunkRequest request, ResultFuture<Fetched> result) {
            this.request = request;
            this.result = result;
        }

        private boolean settle() {
            return settled.compareAndSet(false, true);
        }
    }
}
