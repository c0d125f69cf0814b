package io.cogstream.sample;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.proj.Crs;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Points of a GeoJSON FeatureCollection, one Feature in memory at a time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7946">RFC 7946</a>
 */
final class GeoJsonPoints {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String file;
    private final @Nullable String idField;
    private final PointSetBuilder points;
    private int features;

    GeoJsonPoints(String file, @Nullable String idField) {
        this.file = file;
        this.idField = idField;
        this.points = new PointSetBuilder(file, Crs.LONGITUDE_LATITUDE);
    }

    PointSet read(Reader text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            boolean found = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "type" -> requireCollection(parser);
                    case "crs" -> refuseOtherCrs(parser);
                    case "features" -> {
                        found = true;
                        features(parser);
                    }
                    default -> parser.skipChildren();
                }
            }
            if (!found) {
                throw new MalformedSourceException(file, "no FeatureCollection: it has no features");
            }
            return points.build();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw malformed(line, "not JSON: " + e.getOriginalMessage());
        }
    }

    private void requireCollection(JsonParser parser) throws IOException {
        if (!"FeatureCollection".equals(parser.getText())) {
            throw malformed(line(parser), "'%s' is not a FeatureCollection".formatted(parser.getText()));
        }
    }

    /** GeoJSON of before RFC 7946 could be in any CRS; taking its numbers for degrees would move the points. */
    private void refuseOtherCrs(JsonParser parser) throws IOException {
        int line = line(parser);
        JsonNode crs = parser.readValueAsTree();
        String name = crs.path("properties").path("name").asText();
        if (!crs.isNull() && !name.matches(".*(CRS84|4326)")) {
            throw new UnsupportedSourceException(
                    file,
                    "line %d: coordinates are in '%s', but GeoJSON is in longitude and latitude (RFC 7946); reproject them, or pass CSV with --points-crs"
                            .formatted(line, name.isEmpty() ? crs : name));
        }
    }

    private void features(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw malformed(line(parser), "features is not an array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int line = line(parser);
            JsonNode feature = parser.readValueAsTree();
            try {
                add(feature);
            } catch (IllegalArgumentException e) {
                throw malformed(line, "feature %d: %s".formatted(features, e.getMessage()));
            }
            features++;
        }
    }

    private void add(JsonNode feature) {
        String id = id(feature);
        JsonNode geometry = feature.path("geometry");
        JsonNode coordinates = geometry.path("coordinates");
        switch (geometry.path("type").asText()) {
            case "Point" -> add(id, coordinates);
            case "MultiPoint" -> coordinates.forEach(position -> add(id, position));
            default ->
                throw new IllegalArgumentException(
                        geometry.isObject()
                                ? "geometry is a " + geometry.path("type").asText() + ", not a Point or MultiPoint"
                                : "it has no geometry");
        }
    }

    private void add(String id, JsonNode position) {
        if (!position.path(0).isNumber() || !position.path(1).isNumber()) {
            throw new IllegalArgumentException("position " + position + " is not [longitude, latitude]");
        }
        points.add(id, position.path(0).doubleValue(), position.path(1).doubleValue());
    }

    private String id(JsonNode feature) {
        JsonNode id = idField == null
                ? feature.path("id")
                : feature.path("properties").path(idField);
        if (id.isValueNode() && !id.isNull()) {
            return id.asText();
        }
        if (idField != null) {
            throw new IllegalArgumentException("it has no property '" + idField + "'");
        }
        return String.valueOf(features);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private SourceException malformed(int line, String what) {
        return new MalformedSourceException(file, "line " + line + ": " + what);
    }
}
