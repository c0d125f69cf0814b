package io.cogstream.failure;

import java.util.Locale;

/** What a failure means for the one who reads it: retry, repair the catalog, repair the file, or change the request. */
public enum FailureKind {
    /** May work when tried again: timeouts, resets, 429, 5xx. */
    TRANSIENT,
    /** The source is not there or not readable for us: 404, 403, no such file. */
    PERMANENT,
    /** A valid file that uses something which cogstream does not read. */
    UNSUPPORTED,
    /** The file contradicts its format. */
    MALFORMED,
    /** The file is fine but breaks what the array promises: data type, nodata, memory. */
    CONTRACT;

    /** Lower-case name, as in failure records. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
