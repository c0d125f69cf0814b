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
import java.util.concurrent.atomic.AtomicInteger;

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
        Reading reading = new Reading(new ByteRange(offset, length));
        reading.attempt();
        return reading.result.exceptionallyCompose(failure ->
                CompletableFuture.failedFuture(failure instanceof SourceException ? failure : closed(failure)));
    }

    private TransientSourceException closed(Throwable cause) {
        return new TransientSourceException(href, "reading has been closed", cause);
    }

    /** One range, tried until it is there or there is no hope. */
    private final class Reading {
        private final ByteRange range;
        private final CompletableFuture<ByteBuffer> result = transport.tracked(new CompletableFuture<>());
        private final AtomicInteger attempts = new AtomicInteger();

        Reading(ByteRange range) {
            this.range = range;
        }

        void attempt() {
            attempts.incrementAndGet();
            var unused = transport.send(uri, range).whenComplete((response, failure) -> {
                if (failure == null) {
                    judge(response);
                } else {
                    failed(
                            failure instanceof CompletionException && failure.getCause() != null
                                    ? failure.getCause()
                                    : failure);
                }
            });
        }

        private void judge(HttpResponse<ByteBuffer> response) {
            statistics.request(response.body().remaining());
            RangeAnswer answer = new RangeAnswer(href, range, response);
            try {
                result.complete(answer.bytes());
            } catch (TransientSourceException e) {
                retry(answer.retryAfterMillis(), e);
            } catch (SourceException e) {
                result.completeExceptionally(e);
            }
        }

        private void failed(Throwable cause) {
            if (cause instanceof RejectedExecutionException) {
                result.completeExceptionally(closed(cause));
                return;
            }
            statistics.request(0);
            // The type too: a reset or a refused connection often comes without a message.
            String reason = "request failed: " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
            retry(0, new TransientSourceException(href, reason, cause));
        }

        private void retry(long askedMillis, TransientSourceException failure) {
            if (attempts.get() > transport.options().retries()) {
                result.completeExceptionally(gaveUp(failure));
                return;
            }
            try {
                transport.later(this::attempt, pauseMillis(askedMillis));
            } catch (RejectedExecutionException e) {
                result.completeExceptionally(closed(e));
            }
        }

        private TransientSourceException gaveUp(TransientSourceException failure) {
            String reason = String.valueOf(failure.getMessage()).substring(href.length() + 3);
            return new TransientSourceException(
                    href, reason + " (after %d attempts)".formatted(attempts.get()), failure.getCause());
        }

        private long pauseMillis(long askedMillis) {
            HttpOptions options = transport.options();
            long longest = options.maxBackoff().toMillis();
            long backoff = Math.min(longest, options.firstBackoff().toMillis() << Math.min(attempts.get() - 1, 16));
            long jittered = backoff / 2 + ThreadLocalRandom.current().nextLong(backoff / 2 + 1);
            return Math.min(longest, Math.max(jittered, askedMillis));
        }
    }
}
