package io.cogstream.stac.parquet;

import java.util.List;

/**
 * One leaf column of a table.
 *
 * @param path names from the root to the leaf; names may hold dots
 * @param repeated whether a row holds a list of values
 */
public record Column(List<String> path, boolean repeated) {

    public Column {
        path = List.copyOf(path);
    }

    /** Whether the column is the one at {@code names}, or lies in the group or list there. */
    public boolean isAtOrBelow(List<String> names) {
        return path.size() >= names.size() && path.subList(0, names.size()).equals(names);
    }

    @Override
    public String toString() {
        return String.join(".", path);
    }
}
