package io.cogstream.sample;

import io.cogstream.proj.Crs;
import java.util.List;

/**
 * Points at which values are wanted, in the order in which they were given.
 *
 * @param location where they come from, for messages
 * @param crs of the coordinates
 * @param ids names of the points; need not be unique
 * @param x east or longitude, finite
 * @param y north or latitude, finite
 */
public record PointSet(String location, Crs crs, List<String> ids, double[] x, double[] y) {

    public PointSet {
        ids = List.copyOf(ids);
        if (x.length != ids.size() || y.length != ids.size()) {
            throw new IllegalArgumentException(
                    "%d points with %d x and %d y".formatted(ids.size(), x.length, y.length));
        }
    }

    public int size() {
        return ids.size();
    }
}
