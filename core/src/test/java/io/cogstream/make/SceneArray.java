package io.cogstream.make;

import io.cogstream.area.Area;
import io.cogstream.cube.ArrayLayout;
import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.ArrayStore;
import io.cogstream.cube.BandFormat;
import io.cogstream.cube.BandSpec;
import io.cogstream.cube.ErrorPolicy;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.cube.OpenArray;
import io.cogstream.cube.PixelStorage;
import io.cogstream.fixture.MemorySources;
import io.cogstream.fixture.MemoryStore;
import io.cogstream.grid.ArrayGrid;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.grid.PixelWindow;
import io.cogstream.raster.DataType;
import io.cogstream.stac.ItemIndex;
import io.cogstream.zarr.ChunkEncoder;
import io.cogstream.zarr.PixelArrays;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An array of one band and one step over scenes in memory, and the real maker of its chunks. */
final class SceneArray implements AutoCloseable {
    private static final String URI = "memory:/array";
    private static final long PLENTY = 64L << 20;

    private final ArraySpec spec;
    private final MemorySources sources = new MemorySources();
    private final CogChunkMaker maker;
    private final OpenArray opened;

    /** What a test may want to change; everything else follows from the scenes. */
    static final class Builder {
        private final List<Scene> scenes;
        private int width = 128;
        private int height = 128;
        private int chunkWidth = 128;
        private int chunkHeight = 128;
        private String crs = "EPSG:32612";
        private List<Double> transform = List.of(10.0, 0.0, Scene.WEST, 0.0, -10.0, Scene.NORTH);
        private MosaicMethod mosaic = MosaicMethod.FIRST;
        private ErrorPolicy errors = ErrorPolicy.RAISE;
        private @Nullable DataType dtype;
        private @Nullable Area area;
        private @Nullable Double explicitNodata;
        private boolean provenance;
        private long memory = PLENTY;
        private long tileCache = PLENTY;

        private Builder(List<Scene> scenes) {
            this.scenes = scenes;
        }

        Builder size(int columns, int rows) {
            width = columns;
            height = rows;
            return this;
        }

        Builder chunks(int columns, int rows) {
            chunkWidth = columns;
            chunkHeight = rows;
            return this;
        }

        Builder in(String crsText, double west, double north, double pixel) {
            crs = crsText;
            transform = List.of(pixel, 0.0, west, 0.0, -pixel, north);
            return this;
        }

        Builder mosaic(MosaicMethod method) {
            mosaic = method;
            return this;
        }

        Builder errors(ErrorPolicy policy) {
            errors = policy;
            return this;
        }

        Builder explicitDtype(DataType type) {
            dtype = type;
            return this;
        }

        Builder explicitNodata(double value) {
            explicitNodata = value;
            return this;
        }

        /** @param outline in the array's CRS */
        Builder area(Area outline) {
            area = outline;
            return this;
        }

        Builder provenance() {
            provenance = true;
            return this;
        }

        /** @param bytes that chunks under way may hold */
        Builder memory(long bytes) {
            memory = bytes;
            return this;
        }

        Builder noTileCache() {
            tileCache = 0;
            return this;
        }

        SceneArray build() {
            return new SceneArray(this);
        }
    }

    static Builder of(List<Scene> scenes) {
        return new Builder(scenes);
    }

    private SceneArray(Builder b) {
        b.scenes.forEach(scene -> sources.put(scene.href(), scene.file()));
        ItemIndex index =
                ItemIndex.of(b.scenes.stream().map(Scene::item).toList(), new int[b.scenes.size()], List.of("red"));
        Scene first = b.scenes.get(0);
        Double nodata = b.explicitNodata != null ? b.explicitNodata : first.nodata();
        spec = new ArraySpec(
                ArraySpec.FORMAT_VERSION,
                ArrayStore.indexKey(index.fingerprint()),
                index.fingerprint(),
                b.crs,
                b.transform,
                b.width,
                b.height,
                b.chunkWidth,
                b.chunkHeight,
                List.of(new BandSpec("red", "red", 1)),
                "P1D",
                List.of(0L),
                "seconds",
                b.mosaic,
                "nearest",
                new PixelStorage(
                        ArrayLayout.CUBE,
                        List.of(new BandFormat(
                                arrayType(b.mosaic, b.dtype == null ? first.type() : b.dtype),
                                b.mosaic == MosaicMethod.COUNT ? null : nodata,
                                first.type(),
                                nodata)),
                        b.provenance),
                b.dtype != null,
                b.explicitNodata != null,
                "",
                b.errors,
                1,
                b.area == null ? null : ArrayStore.areaKey(b.area));
        MemoryStore store = new MemoryStore(URI);
        store.put(spec.index(), ByteBuffer.wrap(index.toBytes())).join();
        if (b.area != null) {
            store.put(ArrayStore.areaKey(b.area), ByteBuffer.wrap(b.area.toBytes()))
                    .join();
        }
        // The root group as far as a chunk maker looks at it.
        store.put("zarr.json", ByteBuffer.wrap(group(spec))).join();
        MakerOptions options = new MakerOptions(3, b.memory, b.tileCache, PLENTY, PLENTY);
        opened = new OpenArray(store, spec, index, b.area);
        maker = new CogChunkMaker(sources, new OpenArrays(uri -> store), options, () -> {});
    }

    private static byte[] group(ArraySpec spec) {
        return ("{\"attributes\": {\"cogstream\": " + ArrayStore.toJson(spec) + "}}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static DataType arrayType(MosaicMethod mosaic, DataType source) {
        if (mosaic == MosaicMethod.COUNT) {
            return DataType.UINT16;
        }
        return mosaic.isFractional() ? DataType.FLOAT32 : source;
    }

    ArraySpec spec() {
        return spec;
    }

    /** What a maker sees once it has read the store. */
    OpenArray opened() {
        return opened;
    }

    MemorySources sources() {
        return sources;
    }

    CogChunkMaker maker() {
        return maker;
    }

    CompletableFuture<FetchedChunk> fetch(int y, int x) {
        return maker.fetch(new ChunkAddress(URI, new ChunkIndex(0, 0, y, x)));
    }

    /** Fetches, assembles and closes one chunk. */
    MadeChunk make(int y, int x) {
        return finish(fetch(y, x));
    }

    MadeChunk finish(CompletableFuture<FetchedChunk> fetch) {
        try (FetchedChunk fetched = fetch.get(60, TimeUnit.SECONDS)) {
            return maker.assemble(fetched);
        } catch (Exception e) {
            throw new AssertionError("chunk not fetched", e);
        }
    }

    /** All chunks, asked for at once; finished in the order of the grid. */
    List<MadeChunk> makeAll() {
        ArrayGrid grid = spec.grid();
        List<CompletableFuture<MadeChunk>> chunks = new ArrayList<>();
        for (int y = 0; y < grid.chunksDown(); y++) {
            for (int x = 0; x < grid.chunksAcross(); x++) {
                chunks.add(fetch(y, x).thenApplyAsync(fetched -> {
                    try (fetched) {
                        return maker.assemble(fetched);
                    }
                }));
            }
        }
        try {
            CompletableFuture.allOf(chunks.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("chunks not made", e);
        }
        return chunks.stream().map(CompletableFuture::join).toList();
    }

    /** The whole array, row by row. */
    byte[] pixels() {
        return whole(spec.format(0).dtype(), spec.format(0).fill(), makeAll(), MadeChunk::content);
    }

    /** Where its pixels are from, row by row, as {@link PixelArrays#PROVENANCE_TYPE}. */
    byte[] provenance() {
        return whole(
                PixelArrays.PROVENANCE_TYPE,
                PixelArrays.NO_ITEM,
                makeAll(),
                chunk -> chunk.provenance() == null ? null : chunk.provenance().content());
    }

    private byte[] whole(
            DataType type, double fill, List<MadeChunk> chunks, Function<MadeChunk, byte @Nullable []> object) {
        byte[] array = new byte[spec.width() * spec.height() * type.bytes()];
        for (int i = 0; i < spec.width() * spec.height(); i++) {
            type.set(array, i, fill);
        }
        for (MadeChunk chunk : chunks) {
            if (chunk.status() == MadeChunk.Status.FAILED) {
                throw new AssertionError("chunk failed: " + chunk.failures());
            }
            byte[] content = object.apply(chunk);
            if (content != null) {
                copy(chunk.address().index(), decoded(content, type), type.bytes(), array);
            }
        }
        return array;
    }

    private void copy(ChunkIndex index, byte[] samples, int size, byte[] array) {
        PixelWindow window = spec.grid().window(index.y(), index.x());
        for (int row = 0; row < window.height(); row++) {
            System.arraycopy(
                    samples,
                    row * spec.chunkWidth() * size,
                    array,
                    ((window.row() + row) * spec.width() + window.column()) * size,
                    window.width() * size);
        }
    }

    private byte[] decoded(byte[] content, DataType type) {
        return ChunkEncoder.decode(content, spec.chunkWidth() * spec.chunkHeight() * type.bytes());
    }

    /** The decoded samples of a made chunk. */
    byte[] samples(MadeChunk chunk) {
        byte[] content = chunk.content();
        if (content == null) {
            throw new AssertionError("not made: " + chunk.failures());
        }
        return decoded(content, spec.format(0).dtype());
    }

    /** The value at a pixel of the array. */
    double value(byte[] array, int column, int row) {
        return spec.format(0).dtype().get(array, row * spec.width() + column);
    }

    @Override
    public void close() {
        maker.close();
    }
}
