package io.cogstream.cube;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an unreadable source does to the chunk that needs it. */
public enum ErrorPolicy {
    /** The chunk is not written. */
    RAISE,
    /** The source is left out and reported; a transient failure still fails the chunk. */
    IGNORE;

    /** The name on the command line and in the spec. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
