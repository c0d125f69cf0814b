package io.cogstream.explain;

import io.cogstream.cube.OpenArray;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.make.ChunkReads;
import io.cogstream.make.LevelRead;
import io.cogstream.make.ReadPlanner;
import io.cogstream.make.SourceRead;
import io.cogstream.tiff.GeoTiff;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guesses bytes where only the headers of the first item were read: its own reads are planned exactly, and all other reads of
 * a band taken to be like them on average.
 */
public final class ReadEstimate implements ReadSink {
    /** Chunks of the first item that are looked at, per band; more would tell little more. */
    private static final int MOST_CHUNKS = 1024;

    private final ReadPlanner planner;
    private final List<GeoTiff> samples;
    private final long headerBytes;
    private final List<BandEstimate> bands = new ArrayList<>();

    /** Reads of one band. */
    private static final class BandEstimate {
        private final List<ChunkIndex> sampleChunks = new ArrayList<>();
        private long certain;
        private long all;
    }

    /**
     * Bytes of all files that are read, headers included.
     *
     * @param certain those of sources that are read whatever the pixels are, each tile once
     * @param once those of all sources, each tile once
     * @param perChunk those of all sources, each tile as often as a chunk wants it
     */
    public record Bytes(long certain, long once, long perChunk) {}

    /**
     * @param samples header per band of the first item
     * @param headerBytes that reading one of them took
     */
    public ReadEstimate(OpenArray array, ReadPlanner planner, List<GeoTiff> samples, long headerBytes) {
        this.planner = planner;
        this.samples = List.copyOf(samples);
        this.headerBytes = headerBytes;
        array.spec().bands().forEach(band -> bands.add(new BandEstimate()));
    }

    @Override
    public void accept(ChunkReads chunk) {
        BandEstimate band = bands.get(chunk.index().band());
        for (SourceRead source : chunk.sources()) {
            band.all++;
            band.certain += source.wave() == 1 ? 1 : 0;
            if (source.item() == 0 && band.sampleChunks.size() < MOST_CHUNKS) {
                band.sampleChunks.add(chunk.index());
            }
        }
    }

    /**
     * The estimate for all chunks that came.
     *
     * @return null if the first item tells nothing, for a file that can't be used or touches no chunk
     */
    public @Nullable Bytes bytes(ReadTotals totals) {
        double certain = headerBytes * totals.certain().files();
        double once = headerBytes * totals.all().files();
        double perChunk = once;
        for (int band = 0; band < samples.size(); band++) {
            BandEstimate estimate = bands.get(band);
            ReadCount sample = sample(samples.get(band), estimate.sampleChunks);
            long sampled = sample.reads() + sample.missing();
            if (sampled == 0 && estimate.all > 0) {
                return null;
            }
            double share = 1.0 / Math.max(1, sampled);
            certain += estimate.certain * share * sample.distinctBytes();
            once += estimate.all * share * sample.distinctBytes();
            perChunk += estimate.all * share * sample.bytes();
        }
        return new Bytes(Math.round(certain), Math.round(once), Math.round(perChunk));
    }

    private ReadCount sample(GeoTiff file, List<ChunkIndex> chunks) {
        ReadCount count = new ReadCount();
        for (ChunkIndex index : chunks) {
            LevelRead read = planner.of(index, file);
            if (read != null) {
                count.add(new SourceRead(0, file.href(), 1, read, null), 0);
            }
        }
        return count;
    }
}
