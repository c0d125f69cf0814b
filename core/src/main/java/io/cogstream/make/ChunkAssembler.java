package io.cogstream.make;

import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.BandFormat;
import io.cogstream.cube.OpenArray;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.grid.PixelWindow;
import io.cogstream.mosaic.Mosaic;
import io.cogstream.mosaic.RowProvenance;
import io.cogstream.raster.DataType;
import io.cogstream.warp.NearestSampler;
import io.cogstream.zarr.ChunkEncoder;
import io.cogstream.zarr.PixelArrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Turns fetched pixels into an encoded chunk: samples, mosaics and compresses, row by row. Safe for concurrent use. */
final class ChunkAssembler implements AutoCloseable {
    private final Map<Integer, ChunkEncoder> encoders = new ConcurrentHashMap<>();

    MadeChunk assemble(FetchedPixels fetched) {
        if (fetched.isFailed()) {
            return without(fetched, MadeChunk.Status.FAILED);
        }
        if (fetched.isEmpty()) {
            return without(fetched, MadeChunk.Status.EMPTY);
        }
        OpenArray array = Objects.requireNonNull(fetched.array());
        ChunkIndex index = fetched.address().index();
        PixelWindow block = array.grid().window(index.y(), index.x());
        long start = System.nanoTime();
        Planes planes = mosaic(array, index.band(), block, fetched.sources());
        long mosaicked = System.nanoTime();
        ChunkEncoder encoder = encoders.computeIfAbsent(array.spec().zstdLevel(), ChunkEncoder::new);
        byte[] content = encoder.encode(planes.pixels());
        ChunkObject provenance = planes.provenance() == null
                ? null
                : new ChunkObject(array.keys().provenanceKey(index), encoder.encode(planes.provenance()));
        MadeChunk.Cost cost = fetched.cost()
                .with(block.pixels(), fetched.sources().size(), mosaicked - start, System.nanoTime() - mosaicked);
        return new MadeChunk(
                fetched.address(),
                MadeChunk.Status.MADE,
                array.keys().key(index),
                content,
                provenance,
                fetched.failures(),
                cost);
    }

    private static MadeChunk without(FetchedPixels fetched, MadeChunk.Status status) {
        return new MadeChunk(
                fetched.address(),
                status,
                null,
                null,
                null,
                fetched.failures(),
                fetched.cost().with(0, 0, 0, 0));
    }

    /**
     * Little-endian samples of the whole storage chunk; what reaches beyond the array is fill.
     *
     * @param provenance of each pixel, null where the array keeps none
     */
    private record Planes(byte[] pixels, byte @Nullable [] provenance) {}

    private static Planes mosaic(OpenArray array, int band, PixelWindow block, List<ItemPixels> sources) {
        ArraySpec spec = array.spec();
        BandFormat format = spec.format(band);
        int stride = array.grid().chunkWidth();
        int count = stride * array.grid().chunkHeight();
        byte[] pixels = filled(format.dtype(), count, format.fill());
        byte[] items =
                spec.storage().provenance() ? filled(PixelArrays.PROVENANCE_TYPE, count, PixelArrays.NO_ITEM) : null;
        RowProvenance provenance = items == null ? null : new RowProvenance(block.width());
        Mosaic mosaic = Mosaic.of(spec.mosaic(), format.dtype(), block.width(), format.fill(), provenance);
        List<NearestSampler> samplers = sources.stream()
                .map(source -> new NearestSampler(source.pixels()))
                .toList();
        AreaMask mask = new AreaMask(array, block);
        for (int y = 0; y < block.height(); y++) {
            mosaic.start();
            for (int i = 0; i < samplers.size() && !mosaic.isComplete(); i++) {
                if (provenance != null) {
                    provenance.from(sources.get(i).item());
                }
                mosaic.add(samplers.get(i).sample(y));
            }
            mosaic.finish(pixels, y * stride);
            mask.next();
            mask.apply(pixels, format.dtype(), format.fill(), y * stride);
            if (provenance != null) {
                provenance.finish(items, y * stride);
                mask.apply(items, PixelArrays.PROVENANCE_TYPE, PixelArrays.NO_ITEM, y * stride);
            }
        }
        return new Planes(pixels, items);
    }

    private static byte[] filled(DataType type, int count, double fill) {
        byte[] pixels = new byte[count * type.bytes()];
        if (count > 0 && !isZero(type, fill)) {
            type.set(pixels, 0, fill);
            for (int done = type.bytes(); done < pixels.length; done *= 2) {
                System.arraycopy(pixels, 0, pixels, done, Math.min(done, pixels.length - done));
            }
        }
        return pixels;
    }

    private static boolean isZero(DataType type, double fill) {
        return fill == 0 && (!type.isFloat() || Double.doubleToRawLongBits(fill) == 0);
    }

    @Override
    public void close() {
        encoders.values().forEach(ChunkEncoder::close);
    }
}
