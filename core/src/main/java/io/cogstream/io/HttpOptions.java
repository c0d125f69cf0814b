package io.cogstream.io;

import java.time.Duration;

/**
 * How HTTP servers are treated.
 *
 * @param connectTimeout until a connection stands
 * @param requestTimeout from sending a request to its last byte
 * @param retries attempts after the first one, for failures that may pass
 * @param firstBackoff pause before the first retry; doubles with each, up to {@code maxBackoff}; half of it is random
 * @param maxBackoff longest pause, also when the server's Retry-After asks for more
 * @param requestsPerHost concurrent requests to one host and port; more wait
 */
public record HttpOptions(
        Duration connectTimeout,
        Duration requestTimeout,
        int retries,
        Duration firstBackoff,
        Duration maxBackoff,
        int requestsPerHost) {

    public static final HttpOptions DEFAULT = new HttpOptions(
            Duration.ofSeconds(10), Duration.ofSeconds(30), 4, Duration.ofMillis(200), Duration.ofSeconds(10), 32);

    public HttpOptions {
        requirePositive("connect timeout", connectTimeout);
        requirePositive("request timeout", requestTimeout);
        requirePositive("first backoff", firstBackoff);
        requirePositive("longest backoff", maxBackoff);
        if (retries < 0 || requestsPerHost < 1) {
            throw new IllegalArgumentException("retries %d, requests per host %d".formatted(retries, requestsPerHost));
        }
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " is not positive: " + duration);
        }
    }
}
