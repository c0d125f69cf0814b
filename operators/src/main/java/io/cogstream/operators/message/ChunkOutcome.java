package io.cogstream.operators.message;

import io.cogstream.failure.ChunkFailure;
import io.cogstream.make.ChunkObject;
import io.cogstream.make.MadeChunk.Cost;
import io.cogstream.make.MadeChunk.Status;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request, told once the chunk is in the store (or known to be empty or failed).
 *
 * @param array URI of the array's store
 * @param band chunk coordinate along the band axis, from 0
 * @param time chunk coordinate along the time axis, from 0
 * @param y chunk coordinate along the y axis, from 0 in the north
 * @param x chunk coordinate along the x axis, from 0 in the west
 * @param generation of the request
 * @param status made, empty or failed
 * @param key the object's name below the array's store; null unless made
 * @param length bytes of its objects together, 0 unless made
 * @param failures why the chunk failed, or which sources a made chunk lacks
 * @param cost what making it took
 * @param writeNanos from handing the object to the store until it was acknowledged, 0 unless made
 */
public record ChunkOutcome(
        String array,
        int band,
        int time,
        int y,
        int x,
        long generation,
        Status status,
        @Nullable String key,
        int length,
        ChunkFailure[] failures,
        Cost cost,
        long writeNanos) {

    public static ChunkOutcome of(ChunkResult result, long writeNanos) {
        ChunkRequest request = result.request();
        return new ChunkOutcome(
                request.array(),
                request.band(),
                request.time(),
                request.y(),
                request.x(),
                request.generation(),
                result.status(),
                result.key(),
                length(result),
                result.failures(),
                result.cost(),
                writeNanos);
    }

    private static int length(ChunkResult result) {
        byte[] content = result.content();
        ChunkObject provenance = result.provenance();
        return (content == null ? 0 : content.length) + (provenance == null ? 0 : provenance.content().length);
    }
}
