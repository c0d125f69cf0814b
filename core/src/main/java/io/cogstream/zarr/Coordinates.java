package io.cogstream.zarr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.grid.Affine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** The coordinate arrays of a layout: their metadata and their chunks. */
final class Coordinates {
    /** Time steps of a chunk. Fixed, so that a growing axis rewrites one small object only. */
    static final int TIME_CHUNK = 512;

    /** Pixel centres of a chunk. */
    private static final int PIXEL_CHUNK = 65_536;

    /** Name of the array that provenance points into. */
    static final String ITEM = "item";

    /**
     * Its dimension. Not of the same name: xarray keeps the values of such a coordinate in memory, and refuses to look them up by
     * an array of dask's.
     */
    static final String ITEM_NUMBER = "item_number";

    /** Ids of a chunk. */
    static final int ITEM_CHUNK = 65_536;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * One coordinate array.
     *
     * @param name name below the group
     * @param metadata its {@code zarr.json}
     * @param chunks uncompressed chunks by key relative to the array
     */
    record Coordinate(String name, ArrayMetadata metadata, Map<String, byte[]> chunks) {}

    private Coordinates() {}

    static List<Coordinate> of(CubeLayout layout) {
        List<Coordinate> coordinates = new ArrayList<>();
        List<String> items = layout.pixels().items();
        if (!layout.pixels().keys().isPerBand()) {
            coordinates.add(band(layout));
        }
        if (items != null) {
            coordinates.add(item(layout, items));
        }
        coordinates.add(time(layout));
        Affine transform = layout.transform();
        double firstY = transform.f() + 0.5 * transform.e();
        double firstX = transform.c() + 0.5 * transform.a();
        coordinates.add(centres("y", layout, layout.height(), row -> firstY + transform.e() * row));
        coordinates.add(centres("x", layout, layout.width(), column -> firstX + transform.a() * column));
        coordinates.add(gridMapping(layout));
        return coordinates;
    }

    /** One chunk of strings: every reader but GDAL up to 3.12 knows the type, and GDAL opens the other arrays. */
    private static Coordinate band(CubeLayout layout) {
        ObjectNode attributes = JSON.objectNode().put("long_name", "band");
        long count = layout.bands().size();
        ArrayMetadata metadata = new ArrayMetadata(
                List.of(count),
                "string",
                List.of(count),
                JSON.textNode(""),
                ArrayMetadata.stringCodecs(layout.zstdLevel()),
                attributes,
                List.of("band"));
        return new Coordinate("band", metadata, Map.of("c/0", StringChunk.encode(layout.bands())));
    }

    /** The ids, and an empty one after them, which is what {@link PixelArrays#NO_ITEM} finds where -1 is the last. */
    private static Coordinate item(CubeLayout layout, List<String> items) {
        int count = items.size() + 1;
        int chunkSize = Math.min(count, ITEM_CHUNK);
        ArrayMetadata metadata = new ArrayMetadata(
                List.of((long) count),
                "string",
                List.of((long) chunkSize),
                JSON.textNode(""),
                ArrayMetadata.stringCodecs(layout.zstdLevel()),
                JSON.objectNode().put("long_name", "id of the STAC item; the last, empty one stands for no item"),
                List.of(ITEM_NUMBER));
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        for (int start = 0; start < count; start += chunkSize) {
            List<String> ids = new ArrayList<>(items.subList(start, Math.min(items.size(), start + chunkSize)));
            while (ids.size() < chunkSize) {
                ids.add("");
            }
            chunks.put("c/" + start / chunkSize, StringChunk.encode(ids));
        }
        return new Coordinate(ITEM, metadata, chunks);
    }

    private static Coordinate time(CubeLayout layout) {
        long[] offsets = layout.time().offsets();
        ObjectNode attributes = JSON.objectNode()
                .put("standard_name", "time")
                .put("long_name", "start of the time step")
                .put("axis", "T")
                .put("units", layout.time().unit().cf())
                .put("calendar", "proleptic_gregorian");
        ArrayMetadata metadata = new ArrayMetadata(
                List.of((long) offsets.length),
                "int64",
                List.of((long) TIME_CHUNK),
                JSON.numberNode(0),
                ArrayMetadata.numericCodecs(layout.zstdLevel()),
                attributes,
                List.of("time"));
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        for (int start = 0; start < offsets.length; start += TIME_CHUNK) {
            byte[] bytes = new byte[TIME_CHUNK * Long.BYTES];
            ByteBuffer chunk = littleEndian(bytes);
            for (int i = start; i < Math.min(offsets.length, start + TIME_CHUNK); i++) {
                chunk.putLong(offsets[i]);
            }
            chunks.put("c/" + start / TIME_CHUNK, bytes);
        }
        return new Coordinate("time", metadata, chunks);
    }

    private static Coordinate centres(String name, CubeLayout layout, int count, IntToDoubleFunction centre) {
        int chunkSize = Math.min(count, PIXEL_CHUNK);
        ArrayMetadata metadata = new ArrayMetadata(
                List.of((long) count),
                "float64",
                List.of((long) chunkSize),
                JSON.textNode("NaN"),
                ArrayMetadata.numericCodecs(layout.zstdLevel()),
                axisAttributes(name, layout.crs()),
                List.of(name));
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        for (int start = 0; start < count; start += chunkSize) {
            byte[] bytes = new byte[chunkSize * Double.BYTES];
            ByteBuffer chunk = littleEndian(bytes);
            for (int i = start; i < start + chunkSize; i++) {
                chunk.putDouble(i < count ? centre.applyAsDouble(i) : Double.NaN);
            }
            chunks.put("c/" + start / chunkSize, bytes);
        }
        return new Coordinate(name, metadata, chunks);
    }

    private static ObjectNode axisAttributes(String name, CrsAttributes crs) {
        boolean isX = name.equals("x");
        ObjectNode attributes = JSON.objectNode().put("axis", isX ? "X" : "Y");
        if (crs.geographic()) {
            return attributes
                    .put("standard_name", isX ? "longitude" : "latitude")
                    .put("long_name", isX ? "longitude" : "latitude")
                    .put("units", isX ? "degrees_east" : "degrees_north");
        }
        return attributes
                .put("standard_name", isX ? "projection_x_coordinate" : "projection_y_coordinate")
                .put("long_name", isX ? "x coordinate of projection" : "y coordinate of projection")
                .put("units", crs.unit());
    }

    private static Coordinate gridMapping(CubeLayout layout) {
        ArrayMetadata metadata = new ArrayMetadata(
                List.of(),
                "int64",
                List.of(),
                JSON.numberNode(0),
                ArrayMetadata.numericCodecs(layout.zstdLevel()),
                GeoAttributes.gridMapping(layout),
                List.of());
        return new Coordinate(GeoAttributes.GRID_MAPPING, metadata, Map.of("c", new byte[Long.BYTES]));
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
