package io.cogstream.make;

import io.cogstream.cube.BandSpec;
import io.cogstream.cube.ErrorPolicy;
import io.cogstream.cube.OpenArray;
import io.cogstream.failure.ChunkFailure;
import io.cogstream.failure.FailureKind;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.ChunkIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what went wrong with one chunk, and decides whether the chunk can be made all the same. */
final class ChunkFailures {
    private final ChunkAddress address;
    private final OpenArray array;
    private final BandSpec band;
    private final List<ChunkFailure> failures = new ArrayList<>();
    private boolean fatal;

    ChunkFailures(ChunkAddress address, OpenArray array, BandSpec band) {
        this.address = address;
        this.array = array;
        this.band = band;
    }

    /**
     * A source that can't be used. Left out where errors are ignored, unless another try might have read it or the array's
     * promise is at stake.
     *
     * @param stage header or read
     */
    void add(Candidate candidate, String stage, SourceException problem) {
        failures.add(of(
                address,
                array.index().id(candidate.item()),
                band.asset(),
                candidate.href(),
                stage,
                problem.kind(),
                problem.getMessage()));
        fatal |= array.spec().errors() == ErrorPolicy.RAISE
                || problem.kind() == FailureKind.TRANSIENT
                || problem.kind() == FailureKind.CONTRACT;
    }

    /** The chunk as a whole asks for too much. */
    void addChunk(String message) {
        failures.add(of(address, null, band.asset(), null, "plan", FailureKind.CONTRACT, message));
        fatal = true;
    }

    /** Whether the chunk must not be made. */
    boolean areFatal() {
        return fatal;
    }

    List<ChunkFailure> list() {
        return List.copyOf(failures);
    }

    void clear() {
        failures.clear();
        fatal = false;
    }

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
