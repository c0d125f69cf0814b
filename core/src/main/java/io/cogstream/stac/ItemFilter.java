package io.cogstream.stac;

import io.cogstream.stac.parquet.ValueRange;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A condition on an item's properties, asked row by row while a catalog is searched. */
public interface ItemFilter {

    /** The field that is the place of the item. */
    String GEOMETRY = "geometry";

    /** Accepts every item and needs no column. */
    ItemFilter NONE = new ItemFilter() {
        @Override
        public Set<String> fields() {
            return Set.of();
        }

        @Override
        public boolean test(Function<String, @Nullable Object> values) {
            return true;
        }

        @Override
        public String toString() {
            return "no filter";
        }
    };

    /**
     * Names of the properties that {@link #test} asks for, nested ones joined with dots; only these are read. In a catalog
     * that has one of them in none of its files, nothing is found.
     */
    Set<String> fields();

    /**
     * Whether the item is wanted.
     *
     * @param values gives the value of one of {@link #fields()}: String, Long, Double, Boolean, Instant, LocalDate, byte[], a
     *     List of those, or null where the item or its file has none; for {@link #GEOMETRY} the item's outline as a Geometry,
     *     cut at the antimeridian
     */
    boolean test(Function<String, @Nullable Object> values);

    /**
     * Whether some item may be wanted whose values are only known to lie in ranges. Items may lack any value.
     *
     * @param ranges what is known of the values of one of {@link #fields()}; null if nothing is
     * @return false only if {@link #test} is false for every such item
     */
    default boolean mayMatch(Function<String, @Nullable ValueRange> ranges) {
        return true;
    }
}
