package io.cogstream.stac;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.stac.parquet.Column;
import io.cogstream.stac.parquet.ParquetTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns bound the geometries of a GeoParquet file: those that its metadata names, or else those of {@code bbox}.
 *
 * @see <a href="https://geoparquet.org/releases/v1.1.0/">GeoParquet 1.1, bounding box columns</a>
 */
final class BboxCovering {
    private static final List<String> SIDES = List.of("xmin", "ymin", "xmax", "ymax");
    private static final ObjectMapper JSON = new ObjectMapper();

    private BboxCovering() {}

    /**
     * West, south, east, north; empty if the file has no such columns.
     *
     * @param geometry name of the geometry column
     */
    static List<Column> of(ParquetTable table, String geometry) {
        List<Column> named = named(table, geometry);
        return named.isEmpty()
                ? columns(
                        table, SIDES.stream().map(side -> List.of("bbox", side)).toList())
                : named;
    }

    private static List<Column> named(ParquetTable table, String geometry) {
        List<List<String>> paths = new ArrayList<>();
        JsonNode covering =
                metadata(table).path("columns").path(geometry).path("covering").path("bbox");
        for (String side : SIDES) {
            List<String> path = new ArrayList<>();
            covering.path(side).forEach(name -> path.add(name.asText()));
            paths.add(path);
        }
        return columns(table, paths);
    }

    /** Files of other makers are read without it, so metadata that can't be read are no reason to refuse one. */
    private static JsonNode metadata(ParquetTable table) {
        String geo = table.metadata("geo");
        try {
            return geo == null ? JSON.missingNode() : JSON.readTree(geo);
        } catch (JsonProcessingException malformed) {
            return JSON.missingNode();
        }
    }

    private static List<Column> columns(ParquetTable table, List<List<String>> paths) {
        List<Column> columns = new ArrayList<>();
        for (List<String> path : paths) {
            Column column = table.column(path);
            if (column == null || column.repeated()) {
                return List.of();
            }
            columns.add(column);
        }
        return columns;
    }
}
