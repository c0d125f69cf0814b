package io.cogstream.operators.message;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.make.ChunkObject;
import io.cogstream.make.MadeChunk;
import io.cogstream.make.MadeChunk.Cost;
import io.cogstream.make.MadeChunk.Status;
import org.jspecify.annotations.Nullable;

/**
 * How one request ended, on its way to the store.
 *
 * @param request what was asked for
 * @param status made, empty or failed
 * @param key the object's name below the array's store; null unless made
 * @param content the object's bytes; null unless made
 * @param provenance the object that says which item each pixel is from, to be in the store before the other; null unless
 *     made, in an array that keeps it
 * @param failures why the chunk failed, or which sources a made chunk lacks
 * @param cost what it took
 */
public record ChunkResult(
        ChunkRequest request,
        Status status,
        @Nullable String key,
        byte @Nullable [] content,
        @Nullable ChunkObject provenance,
        ChunkFailure[] failures,
        Cost cost) {

    private static final ChunkFailure[] NO_FAILURES = {};
    private static final Cost NO_COST = new Cost(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public ChunkResult {
        if ((status == Status.MADE) != (key != null) || (status == Status.MADE) != (content != null)) {
            throw new IllegalArgumentException("key and content belong to made chunks, and to no other: " + request);
        }
        if (status != Status.MADE && provenance != null) {
            throw new IllegalArgumentException("provenance of a chunk that is not made: " + request);
        }
        if (status == Status.FAILED && failures.length == 0) {
            throw new IllegalArgumentException("a failed chunk without a failure: " + request);
        }
    }

    public static ChunkResult of(ChunkRequest request, MadeChunk made) {
        return new ChunkResult(
                request,
                made.status(),
                made.key(),
                made.content(),
                made.provenance(),
                made.failures().toArray(NO_FAILURES),
                made.cost());
    }

    public static ChunkResult failed(ChunkRequest request, ChunkFailure failure) {
        return new ChunkResult(request, Status.FAILED, null, null, null, new ChunkFailure[] {failure}, NO_COST);
    }
}
