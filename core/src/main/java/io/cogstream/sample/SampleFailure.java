package io.cogstream.sample;

import io.cogstream.failure.FailureKind;

/**
 * A source of which values could not be read.
 *
 * @param item id of the STAC item
 * @param asset asset key
 * @param href the file, without credentials
 * @param stage the step that failed: header or read
 * @param kind what the failure means
 * @param message what happened, for people
 * @param values how many values it cost, at most: where the header failed, one for each point near the item
 * @param isFatal whether the rows of these values are not written; else only the values are left out
 */
public record SampleFailure(
        String item,
        String asset,
        String href,
        String stage,
        FailureKind kind,
        String message,
        long values,
        boolean isFatal) {}
