package io.cogstream.explain;

import io.cogstream.cube.ArraySpec;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.grid.PixelWindow;
import io.cogstream.zarr.TimeAxis;
import java.time.Instant;

/**
 * Where a chunk lies, in a user's terms.
 *
 * @param band name of its band
 * @param time start of its time step
 * @param pixels of the array that it holds
 */
public record ChunkPlace(String band, Instant time, PixelWindow pixels) {

    public static ChunkPlace of(ArraySpec spec, ChunkIndex index) {
        TimeAxis.Unit unit = spec.timeUnit().equals("seconds") ? TimeAxis.Unit.SECONDS : TimeAxis.Unit.NANOSECONDS;
        return new ChunkPlace(
                spec.bands().get(index.band()).name(),
                new TimeAxis(new long[] {spec.times().get(index.time())}, unit).instant(0),
                spec.grid().window(index.y(), index.x()));
    }
}
