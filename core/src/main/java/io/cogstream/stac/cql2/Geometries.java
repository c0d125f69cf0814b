package io.cogstream.stac.cql2;

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
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Geometries of both encodings, in longitude and latitude; heights are dropped. */
final class Geometries {
    private Geometries() {}

    /** Nested no deeper than the caller allows; fails with {@link IllegalArgumentException}. */
    static Literal ofWkt(String wkt) {
        try {
            return finite(new WKTReader(Literals.GEOMETRIES).read(wkt));
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a geometry: " + e.getMessage(), e);
        }
    }

    /** Reads a GeoJSON geometry, RFC 7946; fails with {@link IllegalArgumentException}. */
    static Literal ofJson(JsonNode json) {
        return finite(geometry(json, 0));
    }

    private static Literal finite(Geometry geometry) {
        for (Coordinate coordinate : geometry.getCoordinates()) {
            if (!Double.isFinite(coordinate.x) || !Double.isFinite(coordinate.y)) {
                throw new IllegalArgumentException("a geometry with a coordinate that is no number");
            }
        }
        return new Literal(geometry);
    }

    private static Geometry geometry(JsonNode json, int depth) {
        if (depth > Limits.DEPTH) {
            throw new IllegalArgumentException("geometries nested deeper than " + Limits.DEPTH);
        }
        String type = json.path("type").asText();
        if (type.equals("GeometryCollection")) {
            Function<JsonNode, Geometry> part = inner -> geometry(inner, depth + 1);
            return Literals.GEOMETRIES.createGeometryCollection(
                    parts(json.path("geometries"), part).toArray(Geometry[]::new));
        }
        JsonNode positions = array(json.path("coordinates"), "coordinates");
        return switch (type) {
            case "Point" -> point(positions);
            case "LineString" -> lineString(positions);
            case "Polygon" -> polygon(positions);
            case "MultiPoint" ->
                Literals.GEOMETRIES.createMultiPoint(
                        parts(positions, Geometries::point).toArray(Point[]::new));
            case "MultiLineString" ->
                Literals.GEOMETRIES.createMultiLineString(
                        parts(positions, Geometries::lineString).toArray(LineString[]::new));
            case "MultiPolygon" ->
                Literals.GEOMETRIES.createMultiPolygon(
                        parts(positions, Geometries::polygon).toArray(Polygon[]::new));
            default -> throw new IllegalArgumentException("no geometry type '" + type + "'");
        };
    }

    private static <T> List<T> parts(JsonNode array, Function<JsonNode, T> part) {
        List<T> parts = new ArrayList<>();
        array(array, "the parts of a geometry").forEach(inner -> parts.add(part.apply(inner)));
        return parts;
    }

    private static LineString lineString(JsonNode positions) {
        return Literals.GEOMETRIES.createLineString(line(positions));
    }

    private static Point point(JsonNode position) {
        return position.isArray() && position.isEmpty()
                ? Literals.GEOMETRIES.createPoint()
                : Literals.GEOMETRIES.createPoint(coordinate(position));
    }

    private static Polygon polygon(JsonNode rings) {
        List<LinearRing> closed = new ArrayList<>();
        array(rings, "a polygon").forEach(ring -> closed.add(Literals.GEOMETRIES.createLinearRing(line(ring))));
        return closed.isEmpty()
                ? Literals.GEOMETRIES.createPolygon()
                : Literals.GEOMETRIES.createPolygon(
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
