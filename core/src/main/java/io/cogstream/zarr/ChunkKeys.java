package io.cogstream.zarr;

import io.cogstream.grid.ChunkIndex;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Object names of the pixels' chunks, in the <a
 * href="https://zarr-specs.readthedocs.io/en/latest/v3/chunk-key-encodings/default/index.html">default chunk key
 * encoding</a> with {@code /}: {@code data/c/BAND/TIME/Y/X}.
 */
public final class ChunkKeys {
    /** What all keys of chunks start with, and no other key does. */
    public static final String PREFIX = CubeLayout.DATA + "/c/";

    private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
    private static final Pattern KEY =
            Pattern.compile(Pattern.quote(PREFIX) + String.join("/", NUMBER, NUMBER, NUMBER, NUMBER));

    private ChunkKeys() {}

    /** The key of a chunk, relative to the store's root. */
    public static String key(ChunkIndex index) {
        return PREFIX + index.band() + "/" + index.time() + "/" + index.y() + "/" + index.x();
    }

    /** The chunk that {@code key} names, or null if it is no chunk's key. */
    public static @Nullable ChunkIndex parse(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches()
                ? new ChunkIndex(number(matcher, 1), number(matcher, 2), number(matcher, 3), number(matcher, 4))
                : null;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
