package io.cogstream.explain;

import io.cogstream.grid.ChunkIndex;
import io.cogstream.make.ImageRead;
import io.cogstream.make.LevelRead;
import io.cogstream.make.ReadPlanner;
import io.cogstream.make.SourceRead;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.TiffImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads of one band, and some of the chunks that read the first item, spread over all of those. */
final class SampledReads {
    /** More would tell little more. */
    private static final int MOST_CHUNKS = 1024;

    private List<ChunkIndex> chunks = new ArrayList<>();

    /** Of so many chunks of the first item one is kept. */
    private long stride = 1;

    /** Chunks that read the first item. */
    private long seen;

    private long certain;
    private long all;

    /**
     * Bytes that one read takes on average.
     *
     * @param once if each tile of the file is read once for all chunks
     * @param perChunk if each chunk reads its tiles anew
     */
    record Mean(double once, double perChunk) {}

    void add(ChunkIndex index, SourceRead source) {
        all++;
        certain += source.wave() == 1 ? 1 : 0;
        if (source.item() != 0) {
            return;
        }
        if (seen % stride == 0) {
            chunks.add(index);
        }
        seen++;
        if (chunks.size() > MOST_CHUNKS) {
            List<ChunkIndex> half = new ArrayList<>();
            for (int i = 0; i < chunks.size(); i += 2) {
                half.add(chunks.get(i));
            }
            chunks = half;
            stride *= 2;
        }
    }

    /** Reads of sources that are read whatever the pixels are. */
    long certain() {
        return certain;
    }

    /** All reads that may come. */
    long all() {
        return all;
    }

    /**
     * @param file the first item's
     * @return null if it can't be used or touches no chunk
     */
    @Nullable
    Mean mean(ReadPlanner planner, GeoTiff file) {
        ReadCount count = new ReadCount();
        Map<Integer, TiffImage> images = new HashMap<>();
        long planned = 0;
        for (ChunkIndex index : chunks) {
            LevelRead read = planner.of(index, file);
            if (read != null) {
                planned++;
                count.add(new SourceRead(0, file.href(), 1, read, null), 0);
                for (ImageRead image : read.images()) {
                    images.put(image.image(), file.image(image.image()));
                }
            }
        }
        if (planned == 0) {
            return null;
        }
        // Chunks between the sampled ones have other tiles, until there are no others.
        long whole = images.values().stream().mapToLong(SampledReads::bytes).sum();
        double once = Math.min((double) whole, (double) count.distinctBytes() * seen / planned);
        return new Mean(once / seen, (double) count.bytes() / planned);
    }

    /** Compressed, of one plane if each sample has its own. */
    private static long bytes(TiffImage image) {
        long bytes = LongStream.of(image.counts()).sum();
        return image.planar() ? bytes / image.samplesPerPixel() : bytes;
    }
}
