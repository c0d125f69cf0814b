package io.cogstream.open;

import io.cogstream.area.Area;
import io.cogstream.cube.ArraySpec;
import io.cogstream.stac.ItemIndex;
import io.cogstream.tiff.GeoTiff;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array that a query describes, before anything is written.
 *
 * @param spec what the array is
 * @param index the items it is made of, frozen
 * @param area the outline that it is clipped to, null for none
 * @param samples header per band of the first item; none if an array that is there already decided its types
 * @param warnings what a user should know about where its pixels lie
 */
public record ArrayPlan(
        ArraySpec spec, ItemIndex index, @Nullable Area area, List<GeoTiff> samples, List<String> warnings) {

    public ArrayPlan {
        samples = List.copyOf(samples);
        warnings = List.copyOf(warnings);
    }

    /** The same plan with chunks of another size. */
    public ArrayPlan withChunkSize(int rows, int columns) {
        return new ArrayPlan(spec.withChunkSize(rows, columns), index, area, samples, warnings);
    }
}
