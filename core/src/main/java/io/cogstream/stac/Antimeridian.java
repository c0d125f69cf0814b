package io.cogstream.stac;

import io.cogstream.grid.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.GeometryFixer;

/** Longitudes that run over ±180°, cut into parts that do not. */
public final class Antimeridian {
    private Antimeridian() {}

    /**
     * One or two boxes for the four numbers of a GeoJSON bbox.
     *
     * @param west degrees; larger than {@code east} when the box crosses the antimeridian
     * @param south degrees
     * @param east degrees; may also lie beyond 180, or {@code west} below -180
     * @param north degrees, at least {@code south}
     * @throws IllegalArgumentException if a number is not finite or south exceeds north
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7946#section-5.2">RFC 7946, section 5.2</a>
     */
    public static List<BoundingBox> boxes(double west, double south, double east, double north) {
        if (!Double.isFinite(west) || !Double.isFinite(east) || !Double.isFinite(south) || !Double.isFinite(north)) {
            throw new IllegalArgumentException(
                    "bbox is not finite: [%s, %s, %s, %s]".formatted(west, south, east, north));
        }
        if (east >= west && east - west >= 360) {
            return List.of(new BoundingBox(-180, south, 180, north));
        }
        if (west >= -180 && west <= east && east <= 180) {
            return List.of(new BoundingBox(west, south, east, north));
        }
        double from = wrapped(west);
        double to = wrapped(east);
        return from <= to
                ? List.of(new BoundingBox(from, south, to, north))
                : List.of(new BoundingBox(from, south, 180, north), new BoundingBox(-180, south, to, north));
    }

    private static double wrapped(double longitude) {
        return longitude >= -180 && longitude <= 180
                ? longitude
                : longitude - 360 * Math.floor((longitude + 180) / 360);
    }

    /**
     * Moves what lies beyond ±180° to the other side.
     *
     * @param crosses whether the catalog says that the item crosses the antimeridian; a polygon wider than half the world
     *     is then one that jumps from one side to the other instead of being cut, and is closed the short way
     */
    public static Geometry cut(Geometry geometry, boolean crosses) {
        Envelope bounds = geometry.getEnvelopeInternal();
        boolean beyond = bounds.getMaxX() > 180 || bounds.getMinX() < -180;
        if (beyond && bounds.getWidth() < 360) {
            return folded(geometry);
        }
        return crosses && geometry instanceof Polygon && bounds.getWidth() > 180
                ? folded(eastward(geometry))
                : geometry;
    }

    /** The western half of the world moved behind the eastern one: longitudes in [0, 360). */
    static Geometry eastward(Geometry geometry) {
        Geometry moved = geometry.copy();
        moved.apply((CoordinateFilter) point -> {
            if (point.x < 0) {
                point.x += 360;
            }
        });
        moved.geometryChanged();
        return moved;
    }

    private static Geometry folded(Geometry geometry) {
        Geometry valid = geometry.isValid() ? geometry : GeometryFixer.fix(geometry);
        Geometry result = part(valid, 0);
        for (int turn : new int[] {-360, 360}) {
            Geometry other = part(valid, turn);
            result = other.isEmpty() ? result : result.isEmpty() ? other : result.union(other);
        }
        return result;
    }

    private static Geometry part(Geometry geometry, int turn) {
        Geometry world = Footprint.GEOMETRIES.toGeometry(new Envelope(-180 - turn, 180 - turn, -90, 90));
        return AffineTransformation.translationInstance(turn, 0).transform(world.intersection(geometry));
    }

    /** The bounds of a geometry within ±180°: one box, or one per side of longitude 0 when it is wider than half the world. */
    static List<BoundingBox> boxes(Geometry geometry) {
        Envelope all = geometry.getEnvelopeInternal();
        if (all.getWidth() <= 180 || geometry.getNumGeometries() == 1) {
            return List.of(box(all));
        }
        Envelope west = new Envelope();
        Envelope east = new Envelope();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            Envelope part = geometry.getGeometryN(i).getEnvelopeInternal();
            if (!part.isNull()) {
                (part.getMinX() + part.getMaxX() < 0 ? west : east).expandToInclude(part);
            }
        }
        List<BoundingBox> boxes = new ArrayList<>(2);
        for (Envelope side : List.of(east, west)) {
            if (!side.isNull()) {
                boxes.add(box(side));
            }
        }
        return boxes;
    }

    private static BoundingBox box(Envelope bounds) {
        return new BoundingBox(bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY());
    }
}
