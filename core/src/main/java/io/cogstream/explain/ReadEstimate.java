package io.cogstream.explain;

import io.cogstream.cube.OpenArray;
import io.cogstream.make.ChunkReads;
import io.cogstream.make.ReadPlanner;
import io.cogstream.tiff.GeoTiff;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guesses bytes where only the headers of the first item were read: its own reads are planned exactly, and all other reads of
 * a band taken to be like them on average.
 */
public final class ReadEstimate implements ReadSink {
    private final ReadPlanner planner;
    private final List<GeoTiff> samples;
    private final long headerBytes;
    private final List<SampledReads> bands = new ArrayList<>();

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
        array.spec().bands().forEach(band -> bands.add(new SampledReads()));
    }

    @Override
    public void accept(ChunkReads chunk) {
        SampledReads band = bands.get(chunk.index().band());
        chunk.sources().forEach(source -> band.add(chunk.index(), source));
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
            SampledReads reads = bands.get(band);
            SampledReads.Mean mean = reads.mean(planner, samples.get(band));
            if (mean == null && reads.all() > 0) {
                return null;
            }
            if (mean != null) {
                certain += reads.certain() * mean.once();
                once += reads.all() * mean.once();
                perChunk += reads.all() * mean.perChunk();
            }
        }
        return new Bytes(Math.round(certain), Math.round(once), Math.round(perChunk));
    }
}
