package io.cogstream.stac;

import io.cogstream.grid.BoundingBox;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/** Footprints from what a catalog stores. */
final class Outlines {
    private Outlines() {}

    /**
     * The footprint of a row.
     *
     * @param wkb well-known binary, null or something else where the item has no geometry
     * @param bbox west, south, east, north; nulls where unknown
     * @throws IllegalArgumentException if the geometry can't be read
     */
    static Footprint footprint(@Nullable Object wkb, @Nullable Object[] bbox) {
        List<BoundingBox> bounds = boxes(bbox);
        if (!(wkb instanceof byte[] bytes)) {
            return bounds.isEmpty() ? Footprint.NOWHERE : Footprint.of(bounds);
        }
        boolean crosses = bbox[0] instanceof Double west && bbox[2] instanceof Double east && west > east;
        return Footprint.of(geometry(bytes), crosses);
    }

    /** One or two boxes, none if a side is unknown. */
    static List<BoundingBox> boxes(@Nullable Object[] bbox) {
        return bbox[0] instanceof Double west
                        && bbox[1] instanceof Double south
                        && bbox[2] instanceof Double east
                        && bbox[3] instanceof Double north
                ? Antimeridian.boxes(west, south, east, north)
                : List.of();
    }

    private static Geometry geometry(byte[] wkb) {
        try {
            return new WKBReader(Footprint.GEOMETRIES).read(wkb);
        } catch (ParseException | RuntimeException | StackOverflowError malformed) {
            // The reader descends once per nested collection, and the bytes decide how deep they are nested.
            throw new IllegalArgumentException("geometry is not well-known binary: " + malformed, malformed);
        }
    }
}
