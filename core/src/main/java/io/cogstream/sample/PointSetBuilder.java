package io.cogstream.sample;

import io.cogstream.proj.Crs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects points and refuses what are none. */
final class PointSetBuilder {
    private final String location;
    private final Crs crs;
    private final List<String> ids = new ArrayList<>();
    private double[] x = new double[64];
    private double[] y = new double[64];

    PointSetBuilder(String location, Crs crs) {
        this.location = location;
        this.crs = crs;
    }

    /** @throws IllegalArgumentException if the coordinates are no place in the CRS */
    void add(String id, double east, double north) {
        if (!Double.isFinite(east) || !Double.isFinite(north)) {
            throw new IllegalArgumentException("coordinates (%s, %s) are not finite".formatted(east, north));
        }
        if (crs.isGeographic() && (Math.abs(north) > 90 || Math.abs(east) > 360)) {
            throw new IllegalArgumentException(
                    "(%s, %s) is no longitude and latitude in degrees".formatted(east, north));
        }
        int count = ids.size();
        if (count == x.length) {
            x = Arrays.copyOf(x, 2 * count);
            y = Arrays.copyOf(y, 2 * count);
        }
        ids.add(id);
        x[count] = east;
        y[count] = north;
    }

    PointSet build() {
        return new PointSet(location, crs, ids, Arrays.copyOf(x, ids.size()), Arrays.copyOf(y, ids.size()));
    }
}
