package io.cogstream.make;

import io.cogstream.cube.BandSpec;
import io.cogstream.cube.OpenArray;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.io.ByteSources;
import io.cogstream.io.ReadStatistics;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.warp.BlockNeed;
import io.cogstream.warp.SourceGrid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a chunk size whose worst case fits the memory, before any chunk is made: the chunk that most items of the fullest
 * time step meet, with the pixels of all of them.
 *
 * <p>A first look takes every source to be like the band's first, on a grid of its own. Only if that is too much are the
 * sources' headers read, as most share their grids.
 */
public final class ChunkSizing {
    /** Sources of one chunk whose headers are read at most; with more, the first look holds. */
    private static final int MOST_HEADERS = 512;

    private static final long HEADER_BYTES = 64L << 20;

    private final OpenArray array;
    private final List<GeoTiff> samples;
    private final SourceHeaders headers;
    private final ReadStatistics statistics;
    private final long allowed;
    private final int step;

    /**
     * What the fullest chunk of a size takes.
     *
     * @param rows of a chunk
     * @param columns of a chunk
     * @param sources that meet the fullest one
     * @param bytes that it takes at most
     * @param allowed bytes that it may take
     */
    public record WorstCase(int rows, int columns, int sources, long bytes, long allowed) {
        public boolean fits() {
            return bytes <= allowed;
        }
    }

    /**
     * @param array as planned; its chunk size does not matter
     * @param samples one header per band
     * @param allowed bytes that one chunk under way may take
     * @param statistics charged for headers that are read
     */
    public ChunkSizing(
            OpenArray array, List<GeoTiff> samples, ByteSources sources, ReadStatistics statistics, long allowed) {
        if (samples.size() != array.spec().bands().size()) {
            throw new IllegalArgumentException(samples.size() + " headers for another number of bands");
        }
        this.array = array;
        this.samples = List.copyOf(samples);
        this.headers = new SourceHeaders(sources, HEADER_BYTES);
        this.statistics = statistics;
        this.allowed = allowed;
        this.step = fullestStep(array);
    }

    /** The step with the most items; of equals the first. */
    private static int fullestStep(OpenArray array) {
        int[] items = new int[array.spec().times().size()];
        int fullest = 0;
        for (int item = 0; item < array.index().size(); item++) {
            items[array.index().step(item)]++;
        }
        for (int candidate = 1; candidate < items.length; candidate++) {
            fullest = items[candidate] > items[fullest] ? candidate : fullest;
        }
        return fullest;
    }

    /** Halves a chunk size until its worst case fits. If none does, the smallest that was tried. */
    public WorstCase largestFitting(int rows, int columns) {
        WorstCase worst = worstCase(rows, columns);
        while (!worst.fits() && FittingChunkSize.canHalve(worst.rows(), worst.columns())) {
            worst = worstCase(worst.rows() / 2, worst.columns() / 2);
        }
        return worst;
    }

    public WorstCase worstCase(int rows, int columns) {
        OpenArray sized =
                new OpenArray(array.store(), array.spec().withChunkSize(rows, columns), array.index(), array.area());
        FullestChunk fullest = FullestChunk.of(sized, step);
        long most = 0;
        int sources = 0;
        for (int band = 0; band < samples.size(); band++) {
            List<Candidate> candidates = Candidates.of(sized, new ChunkIndex(band, step, fullest.y(), fullest.x()));
            most = Math.max(most, bytes(sized, band, candidates));
            sources = Math.max(sources, candidates.size());
        }
        return new WorstCase(rows, columns, sources, most, allowed);
    }

    private long bytes(OpenArray sized, int band, List<Candidate> candidates) {
        PlacedSource sample = placed(sized, band, samples.get(band));
        if (sample == null || candidates.isEmpty()) {
            return outputBytes(sized, band);
        }
        long atMost = bytes(sized, band, candidates.size(), Map.of(sample, candidates.size()));
        return atMost <= allowed || candidates.size() > MOST_HEADERS
                ? atMost
                : Math.min(atMost, bytesByHeaders(sized, band, candidates, sample));
    }

    private long bytesByHeaders(OpenArray sized, int band, List<Candidate> candidates, PlacedSource sample) {
        List<CompletableFuture<GeoTiff>> reads = new ArrayList<>();
        for (Candidate candidate : candidates) {
            // What can't be read is some other place's failure; here it may be as large as the sample.
            reads.add(headers.get(candidate.href(), statistics).exceptionally(problem -> sample.file()));
        }
        Map<PlacedSource, Integer> sources = new HashMap<>();
        Map<SourceGrid, PlacedSource> byGrid = new HashMap<>();
        for (CompletableFuture<GeoTiff> read : reads) {
            PlacedSource source = placed(sized, band, read.join());
            PlacedSource counted = source == null ? sample : source;
            sources.merge(byGrid.computeIfAbsent(counted.grid(), grid -> counted), 1, Integer::sum);
        }
        return bytes(sized, band, sources.size(), sources);
    }

    private static @Nullable PlacedSource placed(OpenArray array, int band, GeoTiff file) {
        BandSpec spec = array.spec().bands().get(band);
        try {
            return PlacedSource.place(file.href(), file, array, spec);
        } catch (SourceException unusable) {
            return null;
        }
    }

    private static long outputBytes(OpenArray array, int band) {
        return FittingChunkSize.outputBytes(
                array.spec(), band, array.grid().chunkWidth(), array.grid().chunkHeight());
    }

    /**
     * As {@link ChunkFetch} reserves it: output, maps, windows, and the tiles of one source at a time.
     *
     * @param grids how many different ones the sources have
     * @param sources and how many there are of each kind
     */
    private static long bytes(OpenArray array, int band, int grids, Map<PlacedSource, Integer> sources) {
        int columns = Math.min(array.grid().chunkWidth(), array.grid().width());
        int rows = Math.min(array.grid().chunkHeight(), array.grid().height());
        long bytes = outputBytes(array, band);
        long scratch = 0;
        long tiles = 0;
        long map = 0;
        for (Map.Entry<PlacedSource, Integer> entry : sources.entrySet()) {
            PlacedSource source = entry.getKey();
            BlockNeed need = BlockNeed.of(array.crs(), array.grid().transform(), columns, rows, source.grid());
            SourceNeed pixels = SourceNeed.of(source, need.sourceColumns(), need.sourceRows());
            bytes += entry.getValue() * pixels.windowBytes();
            tiles = Math.max(tiles, pixels.tileBytes());
            scratch = Math.max(scratch, need.scratchBytes());
            map = Math.max(map, need.mapBytes());
        }
        return bytes + grids * map + Math.max(scratch, tiles);
    }
}
