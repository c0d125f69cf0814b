package io.cogstream.make;

import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.OpenArray;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.grid.PixelWindow;
import io.cogstream.mosaic.Mosaic;
import io.cogstream.raster.DataType;
import io.cogstream.warp.NearestSampler;
import io.cogstream.warp.SourcePixels;
import io.cogstream.zarr.ChunkEncoder;
import io.cogstream.zarr.ChunkKeys;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

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
        byte[] pixels = mosaic(array, block, fetched.sources());
        long mosaicked = System.nanoTime();
        byte[] content = encoders.computeIfAbsent(array.spec().zstdLevel(), ChunkEncoder::new)
                .encode(pixels);
        MadeChunk.Cost cost = fetched.cost()
                .with(block.pixels(), fetched.sources().size(), mosaicked - start, System.nanoTime() - mosaicked);
        return new MadeChunk(
                fetched.address(), MadeChunk.Status.MADE, ChunkKeys.key(index), content, fetched.failures(), cost);
    }

    private static MadeChunk without(FetchedPixels fetched, MadeChunk.Status status) {
        return new MadeChunk(
                fetched.address(),
                status,
                null,
                null,
                fetched.failures(),
                fetched.cost().with(0, 0, 0, 0));
    }

    /** Little-endian samples of the whole storage chunk; what reaches beyond the array is fill. */
    static byte[] mosaic(OpenArray array, PixelWindow block, List<SourcePixels> sources) {
        ArraySpec spec = array.spec();
        DataType type = spec.dtype();
        byte[] pixels = filled(type, array.grid().chunkWidth() * array.grid().chunkHeight(), spec.fill());
        Mosaic mosaic = Mosaic.of(spec.mosaic(), type, block.width(), spec.fill());
        AreaMask mask = new AreaMask(array, block);
        List<NearestSampler> samplers =
                sources.stream().map(NearestSampler::new).toList();
        for (int y = 0; y < block.height(); y++) {
            mosaic.start();
            for (NearestSampler sampler : samplers) {
                mosaic.add(sampler.sample(y));
                if (mosaic.isComplete()) {
                    break;
                }
            }
            mosaic.finish(pixels, y * array.grid().chunkWidth());
            mask.apply(pixels, y * array.grid().chunkWidth());
        }
        return pixels;
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
