package io.cogstream.job;

import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.ObjectStore;
import io.cogstream.raster.DataType;
import io.cogstream.zarr.ZarrCube;
import io.cogstream.zarr.ZarrReader;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A whole array read back from its store.
 *
 * @param shape band, time, y, x
 * @param times start of each step
 * @param samples little-endian, C order
 */
record ArrayPixels(DataType type, int[] shape, List<Instant> times, byte[] samples) {

    int size() {
        return samples.length / type.bytes();
    }

    /** @param position C order */
    double value(int position) {
        return type.get(samples, position);
    }

    static ArrayPixels read(ObjectStore store) {
        ZarrCube cube = ZarrReader.open(store).join();
        int[] shape = {cube.bands().size(), cube.time().size(), cube.height(), cube.width()};
        byte[] samples = new byte
                [shape[0]
                        * shape[1]
                        * shape[2]
                        * shape[3]
                        * cube.format(0).dataType().bytes()];
        for (int band = 0; band < shape[0]; band++) {
            for (int time = 0; time < shape[1]; time++) {
                for (int y = 0; y * cube.chunkHeight() < cube.height(); y++) {
                    for (int x = 0; x * cube.chunkWidth() < cube.width(); x++) {
                        copy(cube, new ChunkIndex(band, time, y, x), samples);
                    }
                }
            }
        }
        List<Instant> times =
                IntStream.range(0, shape[1]).mapToObj(cube.time()::instant).toList();
        return new ArrayPixels(cube.format(0).dataType(), shape, times, samples);
    }

    private static void copy(ZarrCube cube, ChunkIndex index, byte[] samples) {
        byte[] chunk = cube.read(index).join();
        int size = cube.format(0).dataType().bytes();
        int rows = Math.min(cube.chunkHeight(), cube.height() - index.y() * cube.chunkHeight());
        int columns = Math.min(cube.chunkWidth(), cube.width() - index.x() * cube.chunkWidth());
        for (int row = 0; row < rows; row++) {
            long plane = (long) index.band() * cube.time().size() + index.time();
            long pixel = (plane * cube.height() + (long) index.y() * cube.chunkHeight() + row) * cube.width()
                    + (long) index.x() * cube.chunkWidth();
            int to = Math.toIntExact(pixel * size);
            if (chunk == null) {
                for (int i = 0; i < columns; i++) {
                    cube.format(0)
                            .dataType()
                            .set(samples, (int) pixel + i, cube.format(0).fill());
                }
            } else {
                System.arraycopy(chunk, row * cube.chunkWidth() * size, samples, to, columns * size);
            }
        }
    }
}
