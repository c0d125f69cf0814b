package io.cogstream.io;

import io.cogstream.failure.SourceException;
import io.cogstream.failure.TransientSourceException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/** A file on an HTTP server. Each range is retried on its own. */
final class HttpByteSource implements ByteSource {
    private final String href;
    private final URI uri;
    private final HttpTransport transport;
    private final ReadStatistics statistics;

    /**
     * @param href for messages, without secrets
     * @param uri what is requested, query included
     */
    HttpByteSource(String href, URI uri, HttpTransport transport, ReadStatistics statistics) {
        this.href = href;
        this.uri = uri;
        this.transport = transport;
        this.statistics = statistics;
    }

    @Override
    public String href() {
        return href;
    }

    @Override
    public CompletableFuture<ByteBuffer> read(long offset, int length) {
        CompletableFuture<ByteBuffer> result = transport.tracked(new CompletableFuture<>());
        attempt(new ByteRange(offset, length), 1, result);
        return result.exceptionallyCompose(failure ->
                CompletableFuture.failedFuture(failure instanceof SourceException ? failure : closed(failure)));
    }

    private void attempt(ByteRange range, int attempt, CompletableFuture<ByteBuffer> result) {
        transport.send(uri, range).whenComplete((response, failure) -> {
            if (response != null) {
                statistics.request(response.body().remaining());
                judge(range, attempt, response, result);
                return;
            }
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof RejectedExecutionException) {
                result.completeExceptionally(closed(cause));
                return;
            }
            statistics.request(0);
            // The type too: a reset or a refused connection often comes without a message.
            String reason = "request failed: " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
            retry(range, attempt, 0, new TransientSourceException(href, reason, cause), result);
        });
    }

    private TransientSourceException closed(Throwable cause) {
        return new TransientSourceException(href, "reading has been closed", cause);
    }

    private void judge(
            ByteRange range, int attempt, HttpResponse<ByteBuffer> response, CompletableFuture<ByteBuffer> result) {
        RangeAnswer answer = new RangeAnswer(href, range, response);
        try {
            result.complete(answer.bytes());
        } catch (TransientSourceException e) {
            retry(range, attempt, answer.retryAfterMillis(), e, result);
        } catch (SourceException e) {
            result.completeExceptionally(e);
        }
    }

    private void retry(
            ByteRange range,
            int attempt,
            long askedMillis,
            TransientSourceException failure,
            CompletableFuture<ByteBuffer> result) {
        if (attempt > transport.options().retries()) {
            result.completeExceptionally(gaveUp(attempt, failure));
            return;
        }
        try {
            transport.later(() -> attempt(range, attempt + 1, result), pauseMillis(attempt, askedMillis));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(gaveUp(attempt, failure));
        }
    }

    private TransientSourceException gaveUp(int attempts, TransientSourceException failure) {
        String reason = String.valueOf(failure.getMessage()).substring(href.length() + 3);
        return new TransientSourceException(
                href, reason + " (after %d attempts)".formatted(attempts), failure.getCause());
    }

    private long pauseMillis(int attempt, long askedMillis) {
        HttpOptions options = transport.options();
        long longest = options.maxBackoff().toMillis();
        long backoff = Math.min(longest, options.firstBackoff().toMillis() << Math.min(attempt - 1, 16));
        long jittered = backoff / 2 + ThreadLocalRandom.current().nextLong(backoff / 2 + 1);
        return Math.min(longest, Math.max(jittered, askedMillis));
    }
}
