package io.cogstream.zarr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.grid.Affine;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.ObjectStore;
import io.cogstream.raster.DataType;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Small arrays with edge chunks, several bands and steps, and one chunk left out. */
public final class SampleCubes {
    /** The chunk that {@link #write} leaves out. */
    public static final ChunkIndex ABSENT = new ChunkIndex(0, 1, 1, 0);

    private static final String UTM_12N = wkt("WGS 84 / UTM zone 12N", "UTM zone 12N", -111, 32612);

    private SampleCubes() {}

    /** 3 bands, 2 days, 50 x 70 pixels of 30 m in chunks of 32 x 32. */
    public static CubeLayout layout(DataType type, @Nullable Double nodata) {
        return layout(List.of("red", "green", "blue"), PixelArrays.cube(type, nodata));
    }

    /** The same in one cube of uint16, with provenance. */
    static CubeLayout cubeOf(List<String> items) {
        return layout(
                List.of("red", "green", "blue"),
                new PixelArrays(ChunkKeys.CUBE, List.of(new PixelFormat(DataType.UINT16, 0.0)), items));
    }

    /**
     * As many pixels, but each band in an array of its own.
     *
     * @param items what provenance counts, null without
     */
    public static CubeLayout perBand(@Nullable List<String> items) {
        List<String> bands = List.of("red", "SCL", "visual:2");
        List<PixelFormat> formats = List.of(
                new PixelFormat(DataType.UINT16, 0.0),
                new PixelFormat(DataType.UINT8, null),
                new PixelFormat(DataType.FLOAT32, -9999.0));
        return layout(bands, new PixelArrays(ChunkKeys.perBand(bands), formats, items));
    }

    private static CubeLayout layout(List<String> bands, PixelArrays pixels) {
        return new CubeLayout(
                bands,
                new TimeAxis(new long[] {1_685_750_400L, 1_686_182_400L}, TimeAxis.Unit.SECONDS),
                50,
                70,
                Affine.northUp(726_000, 4_314_000, 30, 30),
                new CrsAttributes(32612, UTM_12N, "transverse_mercator", false, "m"),
                32,
                32,
                pixels,
                CubeLayout.DEFAULT_ZSTD_LEVEL,
                spec());
    }

    /** One band, exact times, degrees, no EPSG code. */
    public static CubeLayout geographic() {
        String wkt = "GEOGCRS[\"sphere\",DATUM[\"sphere\",ELLIPSOID[\"sphere\",6371007.181,0,LENGTHUNIT[\"metre\",1]]],"
                + "PRIMEM[\"Greenwich\",0,ANGLEUNIT[\"degree\",0.0174532925199433]],CS[ellipsoidal,2],"
                + "AXIS[\"longitude\",east,ORDER[1],ANGLEUNIT[\"degree\",0.0174532925199433]],"
                + "AXIS[\"latitude\",north,ORDER[2],ANGLEUNIT[\"degree\",0.0174532925199433]]]";
        return new CubeLayout(
                List.of("ndvi-ü"),
                new TimeAxis(new long[] {1_685_750_400_123_456_789L}, TimeAxis.Unit.NANOSECONDS),
                40,
                30,
                Affine.northUp(-108.36, 38.97, 0.002, 0.001),
                new CrsAttributes(null, wkt, "latitude_longitude", true, "degree"),
                64,
                64,
                PixelArrays.cube(DataType.FLOAT64, null),
                3,
                spec());
    }

    /** Metadata and every chunk but {@link #ABSENT}; some pixels of each chunk are nodata when that is known. */
    public static void write(ObjectStore store, CubeLayout layout) {
        ZarrWriter.create(store, layout).join();
        try (ChunkEncoder encoder = new ChunkEncoder(layout.zstdLevel())) {
            for (int band = 0; band < layout.bands().size(); band++) {
                for (int time = 0; time < layout.time().size(); time++) {
                    writeStep(store, layout, encoder, band, time);
                }
            }
        }
    }

    private static void writeStep(ObjectStore store, CubeLayout layout, ChunkEncoder encoder, int band, int time) {
        for (int y = 0; y < layout.chunkRows(); y++) {
            for (int x = 0; x < layout.chunkColumns(); x++) {
                ChunkIndex index = new ChunkIndex(band, time, y, x);
                if (!index.equals(ABSENT)) {
                    byte[] chunk = encoder.encode(chunk(layout, index));
                    store.put(layout.pixels().keys().key(index), ByteBuffer.wrap(chunk))
                            .join();
                    writeProvenance(store, layout, encoder, index);
                }
            }
        }
    }

    /** Of the first item throughout, but for pixels without data. */
    private static void writeProvenance(ObjectStore store, CubeLayout layout, ChunkEncoder encoder, ChunkIndex index) {
        if (layout.pixels().items() == null) {
            return;
        }
        byte[] pixels = chunk(layout, index);
        PixelFormat format = layout.pixels().format(index.band());
        byte[] items = new byte[layout.chunkHeight() * layout.chunkWidth() * PixelArrays.PROVENANCE_TYPE.bytes()];
        for (int i = 0; i < layout.chunkHeight() * layout.chunkWidth(); i++) {
            boolean empty = format.dataType().get(pixels, i) == format.fill();
            PixelArrays.PROVENANCE_TYPE.set(items, i, empty ? PixelArrays.NO_ITEM : 0);
        }
        String key = layout.pixels().keys().provenanceKey(index);
        store.put(key, ByteBuffer.wrap(encoder.encode(items))).join();
    }

    static byte[] chunk(CubeLayout layout, ChunkIndex index) {
        byte[] pixels = new byte[layout.chunkBytes(index.band())];
        for (int i = 0; i < layout.chunkHeight() * layout.chunkWidth(); i++) {
            int row = index.y() * layout.chunkHeight() + i / layout.chunkWidth();
            int column = index.x() * layout.chunkWidth() + i % layout.chunkWidth();
            layout.pixels()
                    .format(index.band())
                    .dataType()
                    .set(pixels, i, value(layout, index.band(), index.time(), row, column));
        }
        return pixels;
    }

    /** Pixel of the array; nodata along a diagonal and beyond the edge. */
    static double value(CubeLayout layout, int band, int time, int row, int column) {
        double fill = layout.pixels().format(band).fill();
        boolean outside = row >= layout.height() || column >= layout.width();
        return outside || row == column ? fill : 1 + (band * 37 + time * 11 + row * 3 + column) % 100;
    }

    private static ObjectNode spec() {
        return JsonNodeFactory.instance.objectNode().put("version", 1).put("mosaic", "first");
    }

    private static String wkt(String name, String conversion, int meridian, int epsg) {
        String degree = "ANGLEUNIT[\"degree\",0.0174532925199433]";
        String metre = "LENGTHUNIT[\"metre\",1]";
        return "PROJCRS[\"" + name + "\",BASEGEOGCRS[\"WGS 84\",DATUM[\"World Geodetic System 1984\","
                + "ELLIPSOID[\"WGS 84\",6378137,298.257223563," + metre + "]],PRIMEM[\"Greenwich\",0," + degree
                + "],ID[\"EPSG\",4326]],CONVERSION[\"" + conversion
                + "\",METHOD[\"Transverse Mercator\",ID[\"EPSG\",9807]],"
                + "PARAMETER[\"Latitude of natural origin\",0," + degree + ",ID[\"EPSG\",8801]],"
                + "PARAMETER[\"Longitude of natural origin\"," + meridian + "," + degree + ",ID[\"EPSG\",8802]],"
                + "PARAMETER[\"Scale factor at natural origin\",0.9996,SCALEUNIT[\"unity\",1],ID[\"EPSG\",8805]],"
                + "PARAMETER[\"False easting\",500000," + metre + ",ID[\"EPSG\",8806]],"
                + "PARAMETER[\"False northing\",0," + metre + ",ID[\"EPSG\",8807]]],CS[Cartesian,2],"
                + "AXIS[\"(E)\",east,ORDER[1]," + metre + "],AXIS[\"(N)\",north,ORDER[2]," + metre + "],ID[\"EPSG\","
                + epsg + "]]";
    }
}
