package io.cogstream.io;

/** What an object may be called: relative, with {@code /} between parts, and unable to leave the root. */
final class ObjectKeys {
    private ObjectKeys() {}

    /** @throws IllegalArgumentException unless {@code key} names an object below the root */
    static String checkKey(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("empty object key");
        }
        for (String part : key.split("/", -1)) {
            checkPart(part, key);
        }
        return key;
    }

    /** Like a key, but may be empty or end anywhere, with {@code /} too. */
    static String checkPrefix(String prefix) {
        String whole = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        if (!prefix.isEmpty()) {
            checkKey(whole);
        }
        return prefix;
    }

    private static void checkPart(String part, String key) {
        boolean escapes = part.isEmpty() || part.equals(".") || part.equals("..");
        if (escapes || part.indexOf('\\') >= 0 || part.indexOf('\0') >= 0 || TemporaryName.matches(part)) {
            throw new IllegalArgumentException("not an object key, '" + key
                    + "': it must be relative, without empty parts, '.', '..' or backslashes");
        }
    }
}
