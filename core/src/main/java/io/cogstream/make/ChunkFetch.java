package io.cogstream.make;

import io.cogstream.cube.BandSpec;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.cube.OpenArray;
import io.cogstream.grid.PixelWindow;
import io.cogstream.make.SourceAccess.Location;
import io.cogstream.make.SourceAccess.Wanted;
import io.cogstream.plan.CellSet;
import io.cogstream.plan.TileNeed;
import io.cogstream.warp.NodataTest;
import io.cogstream.warp.SourcePixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One chunk on its way into memory. Sources are read in waves. For most mosaics there is one wave with all of them. For the
 * {@code first} mosaic a wave takes sources in source order until, by their geometry alone, they could cover every square
 * that is still open; squares are closed by the pixels that came, and another wave follows only while some are open. So a
 * source behind full cover is never read, and one that is needed always is.
 *
 * <p>Runs on the maker's threads, one step at a time; single use.
 */
final class ChunkFetch {
    private final FetchResources resources;
    private final ChunkAddress address;
    private final OpenArray array;
    private final List<Candidate> candidates;
    private final FetchCost cost;
    private final BandSpec band;
    private final PixelWindow block;
    private final SourceAccess access;
    private final ChunkMemory memory;
    private final ChunkFailures failures;
    private final List<SourcePixels> pixels = new ArrayList<>();
    private final List<LocatedSource> read = new ArrayList<>();

    /** Squares that want a valid pixel somewhere. */
    private CellSet open;

    /** First candidate that no wave has looked at. */
    private int next;

    /** Bytes of the output and of the waves so far. */
    private long used;

    ChunkFetch(
            FetchResources resources,
            ChunkAddress address,
            OpenArray array,
            List<Candidate> candidates,
            FetchCost cost) {
        this.resources = resources;
        this.address = address;
        this.array = array;
        this.candidates = candidates;
        this.cost = cost;
        this.band = array.spec().bands().get(address.index().band());
        this.block = array.grid().window(address.index().y(), address.index().x());
        this.access = new SourceAccess(resources, array, band, block, cost);
        this.memory = new ChunkMemory(resources.budget());
        this.failures = new ChunkFailures(address, array, band);
        this.open = CellSet.all(block.width(), block.height());
        this.used = outputBytes();
    }

    CompletableFuture<FetchedChunk> run() {
        return nextWave().whenComplete((chunk, problem) -> {
            cost.finish();
            if (problem != null) {
                memory.release();
            }
        });
    }

    private CompletableFuture<FetchedChunk> nextWave() {
        if (failures.areFatal() || next == candidates.size() || open.isEmpty()) {
            return CompletableFuture.completedFuture(result());
        }
        List<CompletableFuture<Location>> locations = new ArrayList<>();
        for (Candidate candidate : candidates.subList(next, lookAhead())) {
            locations.add(access.locate(candidate));
        }
        return CompletableFuture.allOf(locations.toArray(CompletableFuture[]::new))
                .thenComposeAsync(
                        nothing -> readWave(
                                locations.stream().map(CompletableFuture::join).toList()),
                        resources.executor());
    }

    private FetchedChunk result() {
        if (failures.areFatal()) {
            memory.release();
            pixels.clear();
        }
        return new FetchedPixels(
                address,
                array,
                List.copyOf(pixels),
                failures.list(),
                false,
                failures.areFatal(),
                cost,
                memory.handOver());
    }

    private boolean stopsWhenCovered() {
        return array.spec().mosaic() == MosaicMethod.FIRST;
    }

    /** End of the candidates whose headers the next wave wants: up to the first that promises to cover the chunk. */
    private int lookAhead() {
        if (!stopsWhenCovered()) {
            return candidates.size();
        }
        int end = next;
        while (end < candidates.size() && !candidates.get(end).coversChunk()) {
            end++;
        }
        return Math.min(candidates.size(), end + 1);
    }

    /** Runs through located sources in source order and reads those that are needed. */
    private CompletableFuture<FetchedChunk> readWave(List<Location> locations) {
        CellSet uncovered = open.copy();
        List<Wanted> wave = new ArrayList<>();
        for (Location location : locations) {
            if (stopsWhenCovered() && uncovered.isEmpty()) {
                break;
            }
            next++;
            LocatedSource source = location.source();
            if (source == null) {
                failures.add(location.candidate(), "header", Objects.requireNonNull(location.problem()));
                continue;
            }
            int[] tiles = TileNeed.tiles(source.map(), open, source.image(), source.sample());
            if (tiles.length > 0) {
                wave.add(new Wanted(location.candidate(), source, tiles));
                uncovered.removeIf(source.map()::covers);
            }
        }
        return failures.areFatal() || wave.isEmpty() ? nextWave() : reserveAndRead(wave);
    }

    private CompletableFuture<FetchedChunk> reserveAndRead(List<Wanted> wave) {
        long total = used + wave.stream().mapToLong(Wanted::bytes).sum();
        if (total > memory.capacity()) {
            failures.addChunk(tooLarge(total, wave));
            return nextWave();
        }
        if (memory.growTo(total)) {
            used = total;
            return read(wave);
        }
        boolean startsOver = memory.isReserved();
        dropPixels();
        return memory.exchange(total)
                .thenComposeAsync(
                        granted -> {
                            if (startsOver) {
                                return startOver();
                            }
                            used = total;
                            return read(wave);
                        },
                        resources.executor());
    }

    private void dropPixels() {
        pixels.clear();
        read.clear();
    }

    /** After more memory was had in exchange for what was read: reads it again, mostly from the tile cache. */
    private CompletableFuture<FetchedChunk> startOver() {
        failures.clear();
        open = CellSet.all(block.width(), block.height());
        next = 0;
        used = outputBytes();
        return nextWave();
    }

    private CompletableFuture<FetchedChunk> read(List<Wanted> wave) {
        List<CompletableFuture<SourcePixels>> reads =
                wave.stream().map(access::read).toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                // Each read is asked below whether it failed.
                .exceptionally(problem -> null)
                .thenComposeAsync(
                        nothing -> {
                            for (int i = 0; i < reads.size(); i++) {
                                take(wave.get(i), reads.get(i));
                            }
                            return nextWave();
                        },
                        resources.executor());
    }

    private void take(Wanted wanted, CompletableFuture<SourcePixels> arrived) {
        try {
            SourcePixels source = arrived.join();
            pixels.add(source);
            read.add(wanted.source());
            if (stopsWhenCovered()) {
                open.removeIf((cellRow, cellColumn) -> fills(source, cellRow, cellColumn));
            }
        } catch (CompletionException e) {
            failures.add(wanted.candidate(), "read", SourceAccess.sourceException(e));
        }
    }

    /** Whether every source pixel that the square could sample is valid. */
    private static boolean fills(SourcePixels source, int cellRow, int cellColumn) {
        PixelWindow cell = source.map().sourceOf(cellRow, cellColumn);
        if (cell == null || !source.map().covers(cellRow, cellColumn)) {
            return false;
        }
        NodataTest nodata = new NodataTest(source.type(), source.nodata());
        PixelWindow window = Objects.requireNonNull(source.map().window());
        for (int row = cell.row(); row < cell.endRow(); row++) {
            int first = (row - window.row()) * window.width() + cell.column() - window.column();
            if (nodata.anyMatch(source.samples(), first, cell.width())) {
                return false;
            }
        }
        return true;
    }

    private String tooLarge(long bytes, List<Wanted> wave) {
        List<LocatedSource> sources = new ArrayList<>(read);
        wave.forEach(wanted -> sources.add(wanted.source()));
        FittingChunkSize size = FittingChunkSize.of(
                array, block, band.sample() - 1, sources, candidates.size() - next, memory.capacity());
        return "the chunk's sources need %d bytes of memory, %d are allowed; %s"
                .formatted(
                        bytes,
                        memory.capacity(),
                        size == null
                                ? "no smaller chunk would fit, only more memory helps"
                                : "a --chunk-size of " + size + " would fit");
    }

    /** The chunk's samples, and room for their compressed form. */
    private long outputBytes() {
        return 2L
                * array.spec().dtype().bytes()
                * array.grid().chunkWidth()
                * array.grid().chunkHeight();
    }
}
