package io.cogstream.open;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.area.Area;
import io.cogstream.area.AreaProjection;
import io.cogstream.grid.BoundingBox;
import io.cogstream.proj.Crs;
import io.cogstream.stac.Antimeridian;
import io.cogstream.stac.GeoJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Where pixels are wanted: a box, or polygons, or both.
 *
 * @param box in the array's CRS
 * @param lonLat the polygons in longitude and latitude, cut at the antimeridian; null without any
 * @param area the polygons in the array's CRS, null without any
 */
record AreaOfInterest(
        BoundingBox box,
        @Nullable Geometry lonLat,
        @Nullable Area area) {

    /** An outline that takes more is better simplified first: it says more than the pixels show. */
    private static final long MAX_BYTES = 64L << 20;

    /** How far an outline may be off, in pixels. */
    private static final double TOLERANCE = 0.01;

    private static final ObjectMapper JSON = new ObjectMapper();

    static AreaOfInterest of(OpenRequest request, Crs crs) throws RequestException {
        String geometry = request.geometry();
        BoundingBox box = request.box();
        if (geometry == null) {
            if (box == null) {
                throw new RequestException("--bbox is missing; only with --geometry it can be left out");
            }
            return new AreaOfInterest(box, null, null);
        }
        try {
            Geometry lonLat = polygons(json(geometry));
            double pixel = Math.min(request.pixelWidth(), request.pixelHeight());
            AreaProjection projection = new AreaProjection(crs, pixel * TOLERANCE);
            Geometry polygons = projection.project(lonLat);
            return new AreaOfInterest(
                    box == null ? bounds(polygons) : box, Antimeridian.cut(lonLat, false), projection.area(polygons));
        } catch (IllegalArgumentException e) {
            throw new RequestException("--geometry: " + e.getMessage(), e);
        }
    }

    private static BoundingBox bounds(Geometry polygons) {
        Envelope bounds = polygons.getEnvelopeInternal();
        return new BoundingBox(bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY());
    }

    /** The GeoJSON itself, be it given or in a file; fails with {@link IllegalArgumentException} if that can't be read. */
    static String geoJson(String geometry) {
        return geometry.stripLeading().startsWith("{") ? geometry : read(geometry);
    }

    private static JsonNode json(String geometry) {
        try {
            return JSON.readTree(geoJson(geometry));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String read(String name) {
        try {
            Path file = Path.of(name);
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("%s has more than %d bytes; simplify it".formatted(name, MAX_BYTES));
            }
            return Files.readString(file);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("can't read '" + name + "': " + e, e);
        }
    }

    /** Of a geometry, a feature or a feature collection. */
    private static Geometry polygons(JsonNode json) {
        List<Geometry> parts = new ArrayList<>();
        JsonNode features = json.path("features");
        if (json.path("type").asText().equals("FeatureCollection")) {
            for (int i = 0; i < features.size(); i++) {
                add(features.get(i).path("geometry"), "feature " + i + ": ", parts);
            }
        } else {
            add(json.path("type").asText().equals("Feature") ? json.path("geometry") : json, "", parts);
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("it holds no geometry");
        }
        return parts.size() == 1
                ? parts.get(0)
                : new GeometryFactory().createGeometryCollection(parts.toArray(Geometry[]::new));
    }

    private static void add(JsonNode geometry, String place, List<Geometry> parts) {
        if (!geometry.isNull()) {
            try {
                parts.add(GeoJson.geometry(geometry));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(place + e.getMessage(), e);
            }
        }
    }
}
