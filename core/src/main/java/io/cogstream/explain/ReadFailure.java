package io.cogstream.explain;

/**
 * A source that can't be used, whichever chunks want it.
 *
 * @param item id of the STAC item
 * @param asset asset key
 * @param href of the file
 * @param kind lower-case name of the failure's kind
 * @param message what happened, for people
 */
public record ReadFailure(String item, String asset, String href, String kind, String message) {}
