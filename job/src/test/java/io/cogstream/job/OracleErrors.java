package io.cogstream.job;

import java.util.List;

/** Which errors of lazycogs 0.7.0 and of cogstream say the same. */
final class OracleErrors {
    /**
     * @param theirs part of lazycogs' message
     * @param ours part of every cogstream message that means the same
     */
    private record Meaning(String theirs, String ours) {}

    private static final List<Meaning> MEANINGS = List.of(
            new Meaning("No STAC items matched", "no item in "),
            new Meaning("were not present on the first matching item", "no asset for the requested bands"),
            new Meaning("Unsupported time_period", "--time-period: "),
            new Meaning("Referenced column \"nope\" not found", "nope"),
            new Meaning(" --> 1:17", "--filter: at character 17"),
            new Meaning("requires a floating-point dtype", "needs a floating-point --dtype"),
            new Meaning("out of bounds for uint16", "does not fit the array's type uint16"),
            new Meaning("but encountered float32", "float32"),
            new Meaning("conflicting nodata", "nodata"),
            new Meaning("Conflicting sampled nodata", "disagree on nodata"),
            new Meaning("unexpected magic bytes", "not a TIFF"),
            new Meaning("not found: No such fil", "no such file"));

    private OracleErrors() {}

    /** Whether both messages mean the same. */
    static boolean agree(String theirs, String ours) {
        return MEANINGS.stream().anyMatch(meaning -> theirs.contains(meaning.theirs) && ours.contains(meaning.ours));
    }
}
