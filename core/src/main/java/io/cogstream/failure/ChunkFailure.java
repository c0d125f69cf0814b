package io.cogstream.failure;

import org.jspecify.annotations.Nullable;

/**
 * One source, or one chunk as a whole, that failed: who, what, where and which kind. Flat, so that sink, failure file,
 * queue and {@code --json} share it.
 *
 * @param array URI of the store
 * @param band chunk coordinate along the band axis, from 0
 * @param time chunk coordinate along the time axis, from 0
 * @param y chunk coordinate along the y axis, from 0 in the north
 * @param x chunk coordinate along the x axis, from 0 in the west
 * @param item id of the STAC item, null when the failure is not one item's
 * @param asset asset key, null likewise
 * @param href the file, without credentials, null likewise
 * @param stage the step that failed: resolve, header, plan, read, decode, warp, encode, write
 * @param kind what the failure means
 * @param message what happened, for people
 * @param attempts how often the failed step was tried, at least 1
 */
public record ChunkFailure(
        String array,
        int band,
        int time,
        int y,
        int x,
        @Nullable String item,
        @Nullable String asset,
        @Nullable String href,
        String stage,
        FailureKind kind,
        String message,
        int attempts) {}
