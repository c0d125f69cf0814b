package io.cogstream.zarr;

import java.time.Instant;

/**
 * The time coordinate: instants, ascending, without repeats. At least one.
 *
 * @param offsets since 1970-01-01T00:00:00Z, in {@code unit}
 * @param unit what one step of an offset is
 */
public record TimeAxis(long[] offsets, Unit unit) {

    /** Resolution of the time coordinate. */
    public enum Unit {
        SECONDS("seconds since 1970-01-01"),
        NANOSECONDS("nanoseconds since 1970-01-01");

        private final String cf;

        Unit(String cf) {
            this.cf = cf;
        }

        /** CF's {@code units} attribute. */
        String cf() {
            return cf;
        }

        static Unit ofCf(String units) {
            for (Unit unit : values()) {
                if (unit.cf.equals(units)) {
                    return unit;
                }
            }
            throw new IllegalArgumentException("time is in '" + units + "', which this program does not write");
        }
    }

    public TimeAxis {
        if (offsets.length == 0) {
            throw new IllegalArgumentException("no time step");
        }
        for (int i = 1; i < offsets.length; i++) {
            if (offsets[i] <= offsets[i - 1]) {
                throw new IllegalArgumentException(
                        "time steps do not ascend: " + offsets[i] + " follows " + offsets[i - 1] + ", " + unit.cf);
            }
        }
        offsets = offsets.clone();
    }

    public int size() {
        return offsets.length;
    }

    /** @param step index of the time step, from 0 */
    public Instant instant(int step) {
        return switch (unit) {
            case SECONDS -> Instant.ofEpochSecond(offsets[step]);
            case NANOSECONDS ->
                Instant.ofEpochSecond(
                        Math.floorDiv(offsets[step], 1_000_000_000L), Math.floorMod(offsets[step], 1_000_000_000L));
        };
    }
}
