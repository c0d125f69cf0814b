package io.cogstream.area;

import io.cogstream.proj.Crs;
import io.cogstream.proj.PointTransform;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** Brings polygons from longitude and latitude into an array's CRS. Not safe for concurrent use. */
public final class AreaProjection {
    /** Each halving quarters the deviation, so this is never reached by an edge that the CRS can show. */
    private static final int MAX_HALVINGS = 16;

    private final Crs crs;
    private final PointTransform transform;
    private final double tolerance;

    /** @param tolerance how far a straight edge may run from its true image, in units of the CRS */
    public AreaProjection(Crs crs, double tolerance) {
        this.crs = crs;
        this.transform = Crs.LONGITUDE_LATITUDE.to(crs);
        this.tolerance = tolerance;
    }

    /**
     * The union of all polygons of a geometry.
     *
     * @param lonLat degrees
     * @throws IllegalArgumentException if it holds no polygon, or a point of it has no place in the CRS
     */
    public Geometry project(Geometry lonLat) {
        List<Polygon> polygons = new ArrayList<>();
        collect(lonLat, polygons);
        if (polygons.isEmpty()) {
            throw new IllegalArgumentException("a " + lonLat.getGeometryType() + " has no inside; polygons are needed");
        }
        List<Geometry> projected = new ArrayList<>();
        polygons.forEach(polygon -> projected.add(GeometryFixer.fix(projected(polygon))));
        return UnaryUnionOp.union(projected);
    }

    /** The area that projected polygons bound; in a geographic CRS also one turn to the west and to the east of them. */
    public Area area(Geometry polygons) {
        return new Area(crs.isGeographic() ? everyTurn(polygons) : polygons);
    }

    private static Geometry everyTurn(Geometry polygons) {
        List<Geometry> turns = new ArrayList<>();
        for (int turn : new int[] {-360, 0, 360}) {
            turns.add(AffineTransformation.translationInstance(turn, 0).transform(polygons));
        }
        return UnaryUnionOp.union(turns);
    }

    private static void collect(Geometry geometry, List<Polygon> polygons) {
        for (int part = 0; part < geometry.getNumGeometries(); part++) {
            Geometry one = geometry.getGeometryN(part);
            if (one instanceof Polygon polygon && !polygon.isEmpty()) {
                polygons.add(polygon);
            } else if (one.getNumGeometries() > 1) {
                collect(one, polygons);
            }
        }
    }

    private Polygon projected(Polygon polygon) {
        LinearRing[] holes = new LinearRing[polygon.getNumInteriorRing()];
        for (int hole = 0; hole < holes.length; hole++) {
            holes[hole] = projected(polygon.getInteriorRingN(hole));
        }
        return Area.GEOMETRIES.createPolygon(projected(polygon.getExteriorRing()), holes);
    }

    private LinearRing projected(LinearRing ring) {
        Coordinate[] points = ring.getCoordinates();
        List<Coordinate> path = new ArrayList<>();
        for (int i = 1; i < points.length; i++) {
            Coordinate start = projected(points[i - 1]);
            path.add(start);
            addBetween(points[i - 1], start, points[i], projected(points[i]), MAX_HALVINGS, path);
        }
        path.add(path.get(0).copy());
        return Area.GEOMETRIES.createLinearRing(path.toArray(Coordinate[]::new));
    }

    /** Halves an edge until its image is as good as straight. */
    private void addBetween(
            Coordinate from,
            Coordinate fromImage,
            Coordinate to,
            Coordinate toImage,
            int halvings,
            List<Coordinate> path) {
        Coordinate middle = new Coordinate((from.x + to.x) / 2, (from.y + to.y) / 2);
        Coordinate image = projected(middle);
        double away = Math.hypot(image.x - (fromImage.x + toImage.x) / 2, image.y - (fromImage.y + toImage.y) / 2);
        if (away > tolerance && halvings > 0) {
            addBetween(from, fromImage, middle, image, halvings - 1, path);
            path.add(image);
            addBetween(middle, image, to, toImage, halvings - 1, path);
        }
    }

    private Coordinate projected(Coordinate lonLat) {
        double[] point = {lonLat.x, lonLat.y};
        transform.apply(point);
        if (Double.isNaN(point[0])) {
            throw new IllegalArgumentException(
                    "longitude %s, latitude %s has no place in the array's CRS".formatted(lonLat.x, lonLat.y));
        }
        return new Coordinate(point[0], point[1]);
    }
}
