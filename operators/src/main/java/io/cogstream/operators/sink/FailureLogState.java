package io.cogstream.operators.sink;

import io.cogstream.failure.ChunkFailure;
import java.util.List;

/** What the failure log holds at a checkpoint. */
public record FailureLogState(List<ChunkFailure> failures) {
    public FailureLogState {
        failures = List.copyOf(failures);
    }
}
