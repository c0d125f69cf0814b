package io.cogstream.open;

import io.cogstream.cube.ArraySpec;
import io.cogstream.stac.ItemIndex;
import java.util.List;

/**
 * An array that a query describes, before anything is written.
 *
 * @param spec what the array is
 * @param index the items it is made of, frozen
 * @param warnings what a user should know about where its pixels lie
 */
public record ArrayPlan(ArraySpec spec, ItemIndex index, List<String> warnings) {
    public ArrayPlan {
        warnings = List.copyOf(warnings);
    }
}
