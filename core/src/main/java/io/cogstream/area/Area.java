package io.cogstream.area;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.grid.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/** A part of the plane, in some CRS, that polygons bound. Immutable, safe for concurrent use. */
public final class Area {
    static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final Geometry polygons;
    private final PreparedGeometry prepared;
    private final List<Edge> edges = new ArrayList<>();

    /** @param polygons valid polygons that do not overlap, not empty; fails with {@link IllegalArgumentException} */
    public Area(Geometry polygons) {
        if (polygons.isEmpty() || polygons.getDimension() != 2) {
            throw new IllegalArgumentException("an area needs polygons with something inside");
        }
        this.polygons = polygons;
        this.prepared = PreparedGeometryFactory.prepare(polygons);
        for (int part = 0; part < polygons.getNumGeometries(); part++) {
            if (polygons.getGeometryN(part) instanceof Polygon polygon) {
                addEdges(polygon.getExteriorRing());
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    addEdges(polygon.getInteriorRingN(hole));
                }
            }
        }
    }

    private void addEdges(LinearRing ring) {
        Coordinate[] points = ring.getCoordinates();
        for (int i = 1; i < points.length; i++) {
            Coordinate a = points[i - 1];
            Coordinate b = points[i];
            if (a.y != b.y) {
                edges.add(a.y > b.y ? new Edge(a.x, a.y, b.x, b.y) : new Edge(b.x, b.y, a.x, a.y));
            }
        }
    }

    /** The sides of the polygons that are not level, in no particular order. */
    List<Edge> edges() {
        return edges;
    }

    /** Whether a box has a point of it, its edge included. */
    public boolean meets(BoundingBox box) {
        return prepared.intersects(geometry(box));
    }

    /** Whether a whole box lies in it. */
    public boolean contains(BoundingBox box) {
        return prepared.contains(geometry(box));
    }

    private static Geometry geometry(BoundingBox box) {
        return GEOMETRIES.toGeometry(new Envelope(box.minX(), box.maxX(), box.minY(), box.maxY()));
    }

    /** Well-known binary; equal areas give equal bytes. */
    public byte[] toBytes() {
        return new WKBWriter().write(polygons);
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @param name where the bytes come from, for messages
     */
    public static Area parse(byte[] bytes, String name) throws MalformedSourceException {
        try {
            return new Area(new WKBReader(GEOMETRIES).read(bytes));
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            throw new MalformedSourceException(name, "not an area: " + e, e);
        }
    }

    /** One side of a polygon from its upper end to its lower. */
    record Edge(double topX, double topY, double bottomX, double bottomY) {
        double x(double y) {
            return topX + (y - topY) / (bottomY - topY) * (bottomX - topX);
        }
    }
}
