package io.cogstream.operators.fetch;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.make.FetchedChunk;
import io.cogstream.operators.message.ChunkRequest;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * A request with its source pixels, or with the reason why there are none. Goes from fetch to warp inside one chain and
 * nowhere else: it holds memory of the budget that only {@link #close()} gives back.
 */
@TypeInfo(FetchedTypeInfo.Factory.class)
public final class Fetched implements AutoCloseable {
    private final ChunkRequest request;
    private final @Nullable FetchedChunk chunk;
    private final @Nullable ChunkFailure failure;
    private final Runnable closed;

    private Fetched(
            ChunkRequest request, @Nullable FetchedChunk chunk, @Nullable ChunkFailure failure, Runnable closed) {
        this.request = request;
        this.chunk = chunk;
        this.failure = failure;
        this.closed = closed;
    }

    /** Pixels for {@code request}; {@code closed} is told once they are given back. */
    public static Fetched chunk(ChunkRequest request, FetchedChunk chunk, Runnable closed) {
        return new Fetched(request, chunk, null, closed);
    }

    /** No pixels for {@code request}. */
    public static Fetched failed(ChunkRequest request, ChunkFailure failure) {
        return new Fetched(request, null, failure, () -> {});
    }

    public ChunkRequest request() {
        return request;
    }

    /** The pixels; null if {@link #failure()} is not. */
    public @Nullable FetchedChunk chunk() {
        return chunk;
    }

    /** Why there are no pixels; null if {@link #chunk()} is not. */
    public @Nullable ChunkFailure failure() {
        return failure;
    }

    @Override
    public void close() {
        if (chunk != null) {
            chunk.close();
        }
        closed.run();
    }
}
