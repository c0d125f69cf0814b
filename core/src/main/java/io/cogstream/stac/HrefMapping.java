package io.cogstream.stac;

/**
 * Replaces the beginning of hrefs, after they were resolved.
 *
 * @param from prefix to replace, not empty
 * @param to what takes its place
 */
public record HrefMapping(String from, String to) {

    public HrefMapping {
        if (from.isEmpty()) {
            throw new IllegalArgumentException("href map needs a prefix to replace: FROM=TO");
        }
    }

    /**
     * Reads {@code FROM=TO}, split at the first {@code =}.
     *
     * @throws IllegalArgumentException if there is no {@code =} or nothing before it
     */
    public static HrefMapping parse(String text) {
        int at = text.indexOf('=');
        if (at < 0) {
            throw new IllegalArgumentException("href map '" + text + "' is not FROM=TO");
        }
        return new HrefMapping(text.substring(0, at), text.substring(at + 1));
    }
}
