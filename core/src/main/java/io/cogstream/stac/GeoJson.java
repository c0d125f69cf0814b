package io.cogstream.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * GeoJSON geometries, in longitude and latitude; heights are dropped.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7946#section-3.1">RFC 7946, section 3.1</a>
 */
public final class GeoJson {
    private static final int MAX_DEPTH = 64;

    private GeoJson() {}

    /** Reads one geometry object; fails with {@link IllegalArgumentException}. */
    public static Geometry geometry(JsonNode json) {
        return finite(geometry(json, 0));
    }

    /** The geometry itself; fails with {@link IllegalArgumentException} if a coordinate is infinite or no number. */
    public static Geometry finite(Geometry geometry) {
        for (Coordinate coordinate : geometry.getCoordinates()) {
            if (!Double.isFinite(coordinate.x) || !Double.isFinite(coordinate.y)) {
                throw new IllegalArgumentException("a geometry with a coordinate that is no number");
            }
        }
        return geometry;
    }

    private static Geometry geometry(JsonNode json, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("geometries nested deeper than " + MAX_DEPTH);
        }
        String type = json.path("type").asText();
        if (type.equals("GeometryCollection")) {
            Function<JsonNode, Geometry> part = inner -> geometry(inner, depth + 1);
            return Footprint.GEOMETRIES.createGeometryCollection(
                    parts(json.path("geometries"), part).toArray(Geometry[]::new));
        }
        JsonNode positions = array(json.path("coordinates"), "coordinates");
        return switch (type) {
            case "Point" -> point(positions);
            case "LineString" -> lineString(positions);
            case "Polygon" -> polygon(positions);
            case "MultiPoint" ->
                Footprint.GEOMETRIES.createMultiPoint(
                        parts(positions, GeoJson::point).toArray(Point[]::new));
            case "MultiLineString" ->
                Footprint.GEOMETRIES.createMultiLineString(
                        parts(positions, GeoJson::lineString).toArray(LineString[]::new));
            case "MultiPolygon" ->
                Footprint.GEOMETRIES.createMultiPolygon(
                        parts(positions, GeoJson::polygon).toArray(Polygon[]::new));
            default -> throw new IllegalArgumentException("no geometry type '" + type + "'");
        };
    }

    private static <T> List<T> parts(JsonNode array, Function<JsonNode, T> part) {
        List<T> parts = new ArrayList<>();
        array(array, "the parts of a geometry").forEach(inner -> parts.add(part.apply(inner)));
        return parts;
    }

    private static LineString lineString(JsonNode positions) {
        return Footprint.GEOMETRIES.createLineString(line(positions));
    }

    private static Point point(JsonNode position) {
        return position.isArray() && position.isEmpty()
                ? Footprint.GEOMETRIES.createPoint()
                : Footprint.GEOMETRIES.createPoint(coordinate(position));
    }

    private static Polygon polygon(JsonNode rings) {
        List<LinearRing> closed = new ArrayList<>();
        array(rings, "a polygon").forEach(ring -> closed.add(Footprint.GEOMETRIES.createLinearRing(line(ring))));
        return closed.isEmpty()
                ? Footprint.GEOMETRIES.createPolygon()
                : Footprint.GEOMETRIES.createPolygon(
                        closed.get(0), closed.subList(1, closed.size()).toArray(LinearRing[]::new));
    }

    private static Coordinate[] line(JsonNode positions) {
        List<Coordinate> line = new ArrayList<>();
        array(positions, "a line").forEach(position -> line.add(coordinate(position)));
        return line.toArray(Coordinate[]::new);
    }

    private static Coordinate coordinate(JsonNode position) {
        if (!position.isArray()
                || position.size() < 2
                || !position.get(0).isNumber()
                || !position.get(1).isNumber()) {
            throw new IllegalArgumentException("a position is [longitude, latitude]");
        }
        return new Coordinate(position.get(0).asDouble(), position.get(1).asDouble());
    }

    private static JsonNode array(JsonNode node, String name) {
        if (!node.isArray()) {
            throw new IllegalArgumentException(name + " must be an array");
        }
        return node;
    }
}
