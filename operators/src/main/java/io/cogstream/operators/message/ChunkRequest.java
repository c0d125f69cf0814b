package io.cogstream.operators.message;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.failure.FailureKind;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.make.ChunkAddress;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one storage chunk.
 *
 * @param array URI of the array's store
 * @param band chunk coordinate along the band axis, from 0
 * @param time chunk coordinate along the time axis, from 0
 * @param y chunk coordinate along the y axis, from 0 in the north
 * @param x chunk coordinate along the x axis, from 0 in the west
 * @param generation of the array's sources; a later one replaces what an earlier one made
 * @param force whether to make the chunk even when the store has it
 */
public record ChunkRequest(String array, int band, int time, int y, int x, long generation, boolean force) {

    public ChunkAddress address() {
        return new ChunkAddress(array, new ChunkIndex(band, time, y, x));
    }

    /** A failure of this chunk as a whole, none of its sources being to blame. */
    public ChunkFailure failure(String stage, FailureKind kind, String message) {
        return new ChunkFailure(array, band, time, y, x, null, null, null, stage, kind, message, 1);
    }

    /**
     * A failure of this chunk that {@code error} caused. What is not a {@link SourceException} is a defect of the program,
     * hence {@link FailureKind#CONTRACT}: neither a repaired file nor another try helps.
     */
    public ChunkFailure failure(String stage, Throwable error) {
        SourceException source = sourceException(error);
        if (source == null) {
            return failure(stage, FailureKind.CONTRACT, "defect in cogstream: " + error);
        }
        return new ChunkFailure(
                array,
                band,
                time,
                y,
                x,
                null,
                null,
                source.href(),
                stage,
                source.kind(),
                String.valueOf(source.getMessage()),
                1);
    }

    private static @Nullable SourceException sourceException(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < 16; depth++) {
            if (cause instanceof SourceException source) {
                return source;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
