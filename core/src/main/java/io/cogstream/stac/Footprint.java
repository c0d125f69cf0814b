package io.cogstream.stac;

import io.cogstream.grid.BoundingBox;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Where an item has pixels, in longitude and latitude (degrees), cut at the antimeridian.
 *
 * @param boxes cover {@code geometry}; none for an item without a place, two where it lies on both sides of the antimeridian;
 *     none of them crosses it
 * @param geometry the exact outline, all longitudes within [-180, 180]
 */
public record Footprint(List<BoundingBox> boxes, Geometry geometry) {
    static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** No place at all: meets no box. */
    public static final Footprint NOWHERE = new Footprint(List.of(), GEOMETRIES.createGeometryCollection());

    public Footprint {
        boxes = List.copyOf(boxes);
    }

    /**
     * The outline of an item; one that runs past 180° is cut there.
     *
     * @param crosses whether the item's bbox has west > east, so that a polygon wider than half the world is an uncut one
     */
    public static Footprint of(Geometry geometry, boolean crosses) {
        Geometry inside = Antimeridian.cut(geometry, crosses);
        return inside.isEmpty() ? NOWHERE : new Footprint(Antimeridian.boxes(inside), inside);
    }

    /** An item of which only the bounds are known, cut at the antimeridian. */
    public static Footprint of(List<BoundingBox> boxes) {
        Geometry[] parts =
                boxes.stream().map(box -> GEOMETRIES.toGeometry(envelope(box))).toArray(Geometry[]::new);
        return new Footprint(boxes, parts.length == 1 ? parts[0] : GEOMETRIES.createGeometryCollection(parts));
    }

    /** Of the centroid, in degrees within [-180, 180]; 0 for an item without a place. */
    public double longitude() {
        if (geometry.isEmpty()) {
            return 0;
        }
        double longitude = (boxes.size() > 1 ? Antimeridian.eastward(geometry) : geometry)
                .getCentroid()
                .getX();
        return longitude > 180 ? longitude - 360 : longitude;
    }

    /** Whether the outline meets any of the boxes, edges included (as {@code ST_Intersects}). */
    public boolean intersects(List<BoundingBox> wanted) {
        for (BoundingBox box : wanted) {
            if (boxes.stream().anyMatch(box::intersects)
                    && GEOMETRIES.toGeometry(envelope(box)).intersects(geometry)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the outline meets {@code area}, which is cut at the antimeridian too. */
    public boolean intersects(Geometry area) {
        return area.intersects(geometry);
    }

    /**
     * Whether a point lies inside the outline or near it, also on the other side of the antimeridian.
     *
     * @param longitude degrees, within [-180, 180]
     * @param latitude degrees
     * @param margin degrees; farther away is not near
     */
    public boolean isNear(double longitude, double latitude, double margin) {
        if (isWithin(longitude, latitude, margin)) {
            return true;
        }
        return Math.abs(longitude) >= 180 - margin
                && isWithin(longitude - Math.copySign(360, longitude), latitude, margin);
    }

    private boolean isWithin(double longitude, double latitude, double margin) {
        return !boxes.isEmpty()
                && geometry.isWithinDistance(GEOMETRIES.createPoint(new Coordinate(longitude, latitude)), margin);
    }

    private static Envelope envelope(BoundingBox box) {
        return new Envelope(box.minX(), box.maxX(), box.minY(), box.maxY());
    }
}
