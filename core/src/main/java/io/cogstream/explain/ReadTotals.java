package io.cogstream.explain;

import io.cogstream.cube.OpenArray;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.make.ChunkReads;
import io.cogstream.make.LevelRead;
import io.cogstream.make.SourceRead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What all chunks of an array read together. */
public final class ReadTotals implements ReadSink {
    private final OpenArray array;
    private final SortedMap<Integer, Long> chunksBySources = new TreeMap<>();
    private final SortedMap<Integer, Long> readsByLevel = new TreeMap<>();
    private final ReadCount all = new ReadCount();
    private final ReadCount certain = new ReadCount();
    private final List<BandReads> bands = new ArrayList<>();
    private final Map<String, ReadFailure> failures = new LinkedHashMap<>();
    private @Nullable ChunkReads busiest;
    private @Nullable String tooLarge;
    private long chunks;
    private long tooLargeChunks;
    private long windowColumns;
    private long windowRows;

    /**
     * What the chunks of one band read.
     *
     * @param name of the band
     * @param chunks with at least one source
     * @param reads sources times chunks
     * @param bytes of all requests, 0 where no headers were read
     */
    public record BandReads(String name, long chunks, long reads, long bytes) {}

    public ReadTotals(OpenArray array) {
        this.array = array;
        array.spec().bands().forEach(band -> bands.add(new BandReads(band.name(), 0, 0, 0)));
    }

    @Override
    public void accept(ChunkReads chunk) {
        chunks++;
        chunksBySources.merge(chunk.sources().size(), 1L, Long::sum);
        if (chunk.problem() != null) {
            tooLargeChunks++;
            tooLarge = tooLarge == null ? "chunk %s: %s".formatted(chunk.index(), chunk.problem()) : tooLarge;
        }
        if (busiest == null || chunk.sources().size() > busiest.sources().size()) {
            busiest = chunk;
        }
        int band = chunk.index().band();
        BandReads before = bands.get(band);
        long reads = all.reads();
        long bytes = all.bytes();
        chunk.sources().forEach(source -> add(chunk.index(), source));
        bands.set(
                band,
                new BandReads(
                        before.name(),
                        before.chunks() + (chunk.sources().isEmpty() ? 0 : 1),
                        before.reads() + all.reads() - reads,
                        before.bytes() + all.bytes() - bytes));
    }

    private void add(ChunkIndex index, SourceRead source) {
        int asset = array.assetNumber(index.band());
        int file = source.item() * array.index().assets().size() + asset;
        all.add(source, file);
        if (source.wave() == 1) {
            certain.add(source, file);
        }
        LevelRead level = source.level();
        if (level != null && level.touches()) {
            readsByLevel.merge(level.level(), 1L, Long::sum);
            windowColumns += Objects.requireNonNull(level.window()).width();
            windowRows += level.window().height();
        }
        if (source.problem() != null) {
            String message = String.valueOf(source.problem().getMessage());
            failures.computeIfAbsent(
                    file + " " + message,
                    key -> new ReadFailure(
                            array.index().id(source.item()),
                            array.index().assets().get(asset),
                            source.href(),
                            source.problem().kind().label(),
                            message));
        }
    }

    public long chunks() {
        return chunks;
    }

    /** Chunks that no item meets: they are never written and read as fill. */
    public long emptyChunks() {
        return chunksBySources.getOrDefault(0, 0L);
    }

    /** Chunks by the number of sources whose footprint meets them. */
    public SortedMap<Integer, Long> chunksBySources() {
        return chunksBySources;
    }

    /** Reads by the level that serves them; empty where no headers were read. */
    public SortedMap<Integer, Long> readsByLevel() {
        return readsByLevel;
    }

    /** All sources that a chunk may want. */
    public ReadCount all() {
        return all;
    }

    /** Those that are read whatever the pixels are: the first waves. */
    public ReadCount certain() {
        return certain;
    }

    public List<BandReads> bands() {
        return bands;
    }

    /** The first of the chunks that most sources meet, null before there is any. */
    public @Nullable ChunkReads busiest() {
        return busiest;
    }

    /** Sources that can't be used, each once. */
    public Collection<ReadFailure> failures() {
        return failures.values();
    }

    /** Chunks that do not fit the memory. */
    public long tooLargeChunks() {
        return tooLargeChunks;
    }

    /** What is wrong with the first of those, null if there is none. */
    public @Nullable String tooLarge() {
        return tooLarge;
    }

    /** Columns of a source's window, on average; 0 where no headers were read. */
    public double meanWindowColumns() {
        return all.reads() == 0 ? 0 : (double) windowColumns / all.reads();
    }

    /** Rows likewise. */
    public double meanWindowRows() {
        return all.reads() == 0 ? 0 : (double) windowRows / all.reads();
    }
}
