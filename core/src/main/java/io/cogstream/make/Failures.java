package io.cogstream.make;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.failure.FailureKind;
import io.cogstream.grid.ChunkIndex;
import org.jspecify.annotations.Nullable;

/** Failure records of one chunk. */
final class Failures {
    private Failures() {}

    static ChunkFailure of(
            ChunkAddress address,
            @Nullable String item,
            @Nullable String asset,
            @Nullable String href,
            String stage,
            FailureKind kind,
            String message) {
        ChunkIndex index = address.index();
        return new ChunkFailure(
                address.array(),
                index.band(),
                index.time(),
                index.y(),
                index.x(),
                item,
                asset,
                href,
                stage,
                kind,
                message,
                1);
    }
}
