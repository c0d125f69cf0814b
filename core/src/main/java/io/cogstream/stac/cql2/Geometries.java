package io.cogstream.stac.cql2;

import com.fasterxml.jackson.databind.JsonNode;
import io.cogstream.stac.GeoJson;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Geometries of both encodings, in longitude and latitude; heights are dropped. */
final class Geometries {
    private Geometries() {}

    /** Nested no deeper than the caller allows; fails with {@link IllegalArgumentException}. */
    static Literal ofWkt(String wkt) {
        try {
            return new Literal(GeoJson.finite(new WKTReader(Literals.GEOMETRIES).read(wkt)));
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a geometry: " + e.getMessage(), e);
        }
    }

    /** Reads a GeoJSON geometry, RFC 7946; fails with {@link IllegalArgumentException}. */
    static Literal ofJson(JsonNode json) {
        return new Literal(GeoJson.geometry(json));
    }
}
