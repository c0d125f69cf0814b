package io.cogstream.cube;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the bands of an array lie in its store. */
public enum ArrayLayout {
    /** One {@code (band, time, y, x)} array; all bands have one type and one nodata. */
    CUBE,
    /** One {@code (time, y, x)} array per band, each with its own type and nodata. */
    BANDS;

    /** The name on the command line and in the spec. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such layout */
    public static ArrayLayout ofLabel(String label) {
        for (ArrayLayout layout : values()) {
            if (layout.label().equals(label)) {
                return layout;
            }
        }
        throw new IllegalArgumentException("unknown layout '" + label + "'; known are cube and bands");
    }
}
