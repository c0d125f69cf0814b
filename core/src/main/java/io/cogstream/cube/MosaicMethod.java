package io.cogstream.cube;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the valid pixels of several items become one. */
public enum MosaicMethod {
    /** The first valid pixel in source order. */
    FIRST,
    /** The largest value. */
    HIGHEST,
    /** The smallest value. */
    LOWEST,
    /** The arithmetic mean. */
    MEAN,
    /** The median; of an even count the mean of the two in the middle. */
    MEDIAN,
    /** The population standard deviation. */
    STDEV,
    /** How many values there are. */
    COUNT;

    /** The name on the command line and in the spec. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether results are fractions even where sources are integers. */
    public boolean isFractional() {
        return this == MEAN || this == MEDIAN || this == STDEV;
    }

    /** Whether each pixel is that of a single item. */
    public boolean picksOne() {
        return this == FIRST || this == HIGHEST || this == LOWEST;
    }

    /** @throws IllegalArgumentException if there is no such method */
    public static MosaicMethod ofLabel(String label) {
        for (MosaicMethod method : values()) {
            if (method.label().equals(label)) {
                return method;
            }
        }
        throw new IllegalArgumentException(
                "unknown mosaic method '" + label + "'; known are first, highest, lowest, mean, median, stdev, count");
    }
}
