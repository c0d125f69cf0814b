package io.cogstream.operators;

import io.cogstream.operators.fetch.ChunkMakerProvider;
import io.cogstream.operators.sink.ObjectStoreProvider;
import io.cogstream.operators.sink.OutcomePublisher;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link ChunkPipeline} is built from.
 *
 * @param makers where chunks are made
 * @param stores where they go
 * @param outcomes who is told
 * @param fetches most requests that one slot fetches at a time, at least 1
 * @param fetchTimeout after which a fetch is given up as a failed chunk; far beyond the deadlines of single requests, as it
 *     also covers the wait for memory
 * @param concurrentPuts most objects that one slot has on their way to the store, at least 1
 * @param loggedFailures most failures that the failure log keeps
 * @param earlierFailures lines of the failure log that still hold from an earlier run, for a job that makes one array
 */
public record PipelineOptions(
        ChunkMakerProvider makers,
        ObjectStoreProvider stores,
        OutcomePublisher outcomes,
        int fetches,
        Duration fetchTimeout,
        int concurrentPuts,
        int loggedFailures,
        List<String> earlierFailures) {

    public PipelineOptions {
        if (fetches < 1 || concurrentPuts < 1 || loggedFailures < 1 || fetchTimeout.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "fetches %d, fetch timeout %s, concurrent PUTs %d and logged failures %d must be positive"
                            .formatted(fetches, fetchTimeout, concurrentPuts, loggedFailures));
        }
    }

    /** Eight fetches and four PUTs per slot, an hour for a fetch, 10,000 failures, no outcomes. */
    public static PipelineOptions of(ChunkMakerProvider makers, ObjectStoreProvider stores) {
        return new PipelineOptions(makers, stores, OutcomePublisher.NONE, 8, Duration.ofHours(1), 4, 10_000, List.of());
    }

    public PipelineOptions withOutcomes(OutcomePublisher publisher) {
        return new PipelineOptions(
                makers, stores, publisher, fetches, fetchTimeout, concurrentPuts, loggedFailures, earlierFailures);
    }

    public PipelineOptions withFetches(int count, Duration timeout) {
        return new PipelineOptions(
                makers, stores, outcomes, count, timeout, concurrentPuts, loggedFailures, earlierFailures);
    }

    public PipelineOptions withConcurrentPuts(int count) {
        return new PipelineOptions(
                makers, stores, outcomes, fetches, fetchTimeout, count, loggedFailures, earlierFailures);
    }

    public PipelineOptions withEarlierFailures(List<String> lines) {
        return new PipelineOptions(
                makers, stores, outcomes, fetches, fetchTimeout, concurrentPuts, loggedFailures, List.copyOf(lines));
    }
}
