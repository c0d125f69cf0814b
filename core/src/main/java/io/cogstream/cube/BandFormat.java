package io.cogstream.cube;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.cogstream.raster.DataType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Data types and nodata of a band and of its sources.
 *
 * @param dtype type of the array's samples
 * @param nodata what masked pixels hold, null when unknown (they hold 0)
 * @param sourceDtype type that holds every source's samples; equals dtype unless the user or the mosaic changes it
 * @param sourceNodata nodata that the user chose, or else all sources have, null when they have none
 */
public record BandFormat(
        DataType dtype,
        @Nullable Double nodata,
        @JsonProperty("source_dtype") DataType sourceDtype,
        @JsonProperty("source_nodata") @Nullable Double sourceNodata) {

    public BandFormat {
        Objects.requireNonNull(dtype, "array spec: a dtype is null");
        Objects.requireNonNull(sourceDtype, "array spec: a source_dtype is null");
        if (nodata != null && !dtype.holds(nodata)) {
            throw new IllegalArgumentException("array spec: %s can't hold nodata %s".formatted(dtype, nodata));
        }
    }

    /** What a pixel without a valid source holds: nodata, or 0 when that is unknown. */
    @JsonIgnore
    public double fill() {
        return nodata == null ? 0 : nodata;
    }
}
