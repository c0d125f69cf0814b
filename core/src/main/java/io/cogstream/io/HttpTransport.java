package io.cogstream.io;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What all HTTP sources share: the client, its threads, one gate per host, the clock for retries and timeouts. */
final class HttpTransport implements AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final HttpOptions options;
    private final ExecutorService executor = Executors.newFixedThreadPool(2, HttpTransport::thread);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(HttpTransport::thread);
    private final ConcurrentHashMap<String, HostGate> gates = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, CompletableFuture<?>> underway = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private volatile @Nullable HttpClient client;

    HttpTransport(HttpOptions options) {
        this.options = options;
        // HTTP/1.1: ranges of one file share no state, and one HTTP/2 connection would limit their streams.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(options.connectTimeout())
                .executor(executor)
                .build();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "cogstream-http-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    HttpOptions options() {
        return options;
    }

    /** Sends one request when its host has room. Fails with whatever the client fails with, or a timeout. */
    CompletableFuture<HttpResponse<ByteBuffer>> send(URI uri, ByteRange range) {
        HostGate gate = gates.computeIfAbsent(uri.getAuthority(), host -> new HostGate(options.requestsPerHost()));
        return gate.run(() -> sendNow(uri, range));
    }

    private CompletableFuture<HttpResponse<ByteBuffer>> sendNow(URI uri, ByteRange range) {
        HttpClient open = client;
        if (open == null) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("closed"));
        }
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Range", "bytes=" + range.offset() + "-" + (range.end() - 1))
                .timeout(options.requestTimeout())
                .build();
        CompletableFuture<HttpResponse<ByteBuffer>> sent =
                open.sendAsync(request, response -> RangeBody.subscriber(response, range));
        return withDeadline(sent);
    }

    /** The client's own timeout ends with the headers; a body may stall for ever. */
    private <T> CompletableFuture<T> withDeadline(CompletableFuture<T> sent) {
        CompletableFuture<T> result = tracked(new CompletableFuture<>());
        ScheduledFuture<?> deadline = clock.schedule(
                () -> result.completeExceptionally(new TimeoutException("no complete answer in time")),
                options.requestTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
        var unused = sent.whenComplete((response, failure) -> {
            if (failure == null) {
                result.complete(response);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result.whenComplete((response, failure) -> {
            deadline.cancel(false);
            if (failure != null) {
                // Cancelling the client's own future is what closes the connection.
                sent.cancel(true);
            }
        });
    }

    /** Remembers a future that must fail when the transport closes before it is done. */
    <T> CompletableFuture<T> tracked(CompletableFuture<T> future) {
        long id = ids.incrementAndGet();
        underway.put(id, future);
        var unused = future.whenComplete((value, failure) -> underway.remove(id));
        if (client == null) {
            future.completeExceptionally(new RejectedExecutionException("closed"));
        }
        return future;
    }

    /** Runs {@code task} later, on the clock's thread. */
    void later(Runnable task, long millis) {
        var unused = clock.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        // The client of JDK 17 has no close: its selector thread ends once nothing refers to the client.
        client = null;
        underway.forEach((id, future) -> future.completeExceptionally(new RejectedExecutionException("closed")));
        clock.shutdownNow();
        executor.shutdown();
    }
}
