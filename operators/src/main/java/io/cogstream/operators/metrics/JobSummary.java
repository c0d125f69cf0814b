package io.cogstream.operators.metrics;

import io.cogstream.make.MadeChunk.Cost;
import io.cogstream.make.MadeChunk.Status;
import io.cogstream.operators.message.ChunkResult;
import io.cogstream.operators.message.FailureJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a job has done so far. Travels as accumulators, so that a client of any cluster reads it, and as operator state, so
 * that a restart counts nothing twice and forgets nothing.
 *
 * @param written chunks with content (while the job runs, the last few may still be on their way to the store)
 * @param empty chunks that no item touches
 * @param failed chunks that could not be made
 * @param pixels pixels of the array in the written chunks
 * @param requests range requests to sources
 * @param bytes bytes read of sources
 * @param files source files whose header was read
 * @param tiles source tiles that chunks needed
 * @param cachedTiles those of them that were in memory already
 * @param failures the first failures as JSON, see {@link FailureJson}; at most {@value #MAX_FAILURES}
 */
public record JobSummary(
        long written,
        long empty,
        long failed,
        long pixels,
        long requests,
        long bytes,
        long files,
        long tiles,
        long cachedTiles,
        String[] failures) {

    /** How many failures a summary carries; the failure log has more. */
    public static final int MAX_FAILURES = 1000;

    public static final JobSummary NOTHING = new JobSummary(0, 0, 0, 0, 0, 0, 0, 0, 0, new String[0]);

    /** Names of the accumulators; each is a long counter but {@link #FAILURES}. */
    static final String WRITTEN = "chunks.written";

    static final String EMPTY = "chunks.empty";
    static final String FAILED = "chunks.failed";
    static final String PIXELS = "pixels";
    static final String REQUESTS = "source.requests";
    static final String BYTES = "source.bytes";
    static final String FILES = "source.files";
    static final String TILES = "tiles";
    static final String CACHED_TILES = "tiles.cached";
    static final String FAILURES = "failures";

    /** The summary of one result. */
    static JobSummary of(ChunkResult result) {
        Cost cost = result.cost();
        return new JobSummary(
                result.content() == null ? 0 : 1,
                result.status() == Status.EMPTY ? 1 : 0,
                result.status() == Status.FAILED ? 1 : 0,
                cost.pixels(),
                cost.requests(),
                cost.bytes(),
                cost.files(),
                cost.tiles(),
                cost.cachedTiles(),
                Arrays.stream(result.failures()).map(FailureJson::line).toArray(String[]::new));
    }

    /**
     * Reads a summary from the accumulators of a job that runs or has ended.
     *
     * @param accumulators by name, as from {@code JobClient.getAccumulators()}; a job that just starts has none
     */
    public static JobSummary of(Map<String, Object> accumulators) {
        Object failures = accumulators.getOrDefault(FAILURES, List.of());
        return new JobSummary(
                count(accumulators, WRITTEN),
                count(accumulators, EMPTY),
                count(accumulators, FAILED),
                count(accumulators, PIXELS),
                count(accumulators, REQUESTS),
                count(accumulators, BYTES),
                count(accumulators, FILES),
                count(accumulators, TILES),
                count(accumulators, CACHED_TILES),
                ((List<?>) failures).stream().map(String::valueOf).toArray(String[]::new));
    }

    private static long count(Map<String, Object> accumulators, String name) {
        return accumulators.get(name) instanceof Long count ? count : 0;
    }

    /** Chunks that are done, however they ended. */
    public long chunks() {
        return written + empty + failed;
    }

    /** Both together. */
    public JobSummary plus(JobSummary other) {
        return new JobSummary(
                written + other.written,
                empty + other.empty,
                failed + other.failed,
                pixels + other.pixels,
                requests + other.requests,
                bytes + other.bytes,
                files + other.files,
                tiles + other.tiles,
                cachedTiles + other.cachedTiles,
                other.failures.length == 0
                        ? failures
                        : Stream.concat(Arrays.stream(failures), Arrays.stream(other.failures))
                                .limit(MAX_FAILURES)
                                .toArray(String[]::new));
    }
}
