package io.cogstream.make;

import io.cogstream.cube.BandSpec;
import io.cogstream.cube.ErrorPolicy;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.cube.OpenArray;
import io.cogstream.failure.ChunkFailure;
import io.cogstream.failure.FailureKind;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.PixelWindow;
import io.cogstream.plan.CellSet;
import io.cogstream.plan.TileNeed;
import io.cogstream.tiff.TilesOfWindow;
import io.cogstream.warp.NodataTest;
import io.cogstream.warp.SourcePixels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

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
    private final BandSpec band;
    private final PixelWindow block;
    private final FetchCost cost;
    private final List<Candidate> candidates;
    private final List<ChunkFailure> failures = new ArrayList<>();
    private final List<SourcePixels> pixels = new ArrayList<>();
    private final List<LocatedSource> read = new ArrayList<>();

    private CellSet open;
    private int next;
    private boolean failed;
    private MemoryBudget.@Nullable Reservation reservation;
    private long reserved;
    private long used;

    /**
     * An item that may have pixels for the chunk.
     *
     * @param item position in the array's item index
     * @param coversChunk whether its footprint contains the whole chunk
     */
    record Candidate(int item, String href, boolean coversChunk) {}

    /** A source of the current wave, and the tiles of it that are wanted. */
    private record Wanted(LocatedSource source, int[] tiles) {
        long bytes() {
            return source.windowBytes()
                    + Arrays.stream(tiles).mapToLong(source.image()::tileBytes).sum();
        }
    }

    /** A located source, or why it is none. */
    private record Location(
            Candidate candidate,
            @Nullable LocatedSource source,
            @Nullable SourceException problem) {}

    ChunkFetch(
            FetchResources resources,
            ChunkAddress address,
            OpenArray array,
            List<Candidate> candidates,
            FetchCost cost) {
        this.resources = resources;
        this.address = address;
        this.array = array;
        this.band = array.spec().bands().get(address.index().band());
        this.block = array.grid().window(address.index().y(), address.index().x());
        this.candidates = candidates;
        this.cost = cost;
        this.open = CellSet.all(block.width(), block.height());
        this.used = outputBytes();
    }

    CompletableFuture<FetchedChunk> run() {
        return nextWave().whenComplete((chunk, problem) -> {
            cost.finish();
            if (problem != null) {
                releaseMemory();
            }
        });
    }

    private CompletableFuture<FetchedChunk> nextWave() {
        if (failed || next == candidates.size() || open.isEmpty()) {
            return CompletableFuture.completedFuture(result());
        }
        List<CompletableFuture<Location>> locations = new ArrayList<>();
        for (Candidate candidate : candidates.subList(next, lookAhead())) {
            locations.add(locate(candidate));
        }
        return CompletableFuture.allOf(locations.toArray(CompletableFuture[]::new))
                .thenComposeAsync(
                        nothing -> readWave(
                                locations.stream().map(CompletableFuture::join).toList()),
                        resources.executor());
    }

    private FetchedChunk result() {
        if (failed) {
            releaseMemory();
            pixels.clear();
        }
        return new FetchedPixels(
                address, array, List.copyOf(pixels), List.copyOf(failures), false, failed, cost, reservation);
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

    private CompletableFuture<Location> locate(Candidate candidate) {
        return resources
                .headers()
                .get(candidate.href(), cost.reads)
                .thenApplyAsync(
                        file -> {
                            try {
                                LocatedSource source = LocatedSource.locate(
                                        candidate.item(), candidate.href(), file, array, band, block, resources.maps());
                                return new Location(candidate, source, null);
                            } catch (SourceException e) {
                                throw new CompletionException(e);
                            }
                        },
                        resources.executor())
                .exceptionally(problem -> new Location(candidate, null, sourceException(problem)));
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
                record(location.candidate(), "header", Objects.requireNonNull(location.problem()));
                continue;
            }
            int[] tiles = TileNeed.tiles(source.map(), open, source.image(), source.sample());
            if (tiles.length > 0) {
                wave.add(new Wanted(source, tiles));
                uncovered.removeIf(source.map()::covers);
            }
        }
        if (failed || wave.isEmpty()) {
            return nextWave();
        }
        return reserveAndRead(wave);
    }

    private CompletableFuture<FetchedChunk> reserveAndRead(List<Wanted> wave) {
        long wanted = wave.stream().mapToLong(Wanted::bytes).sum();
        long total = used + wanted;
        if (total > resources.budget().capacity()) {
            failChunk(tooLarge(total, wave));
            return nextWave();
        }
        if (total <= reserved) {
            used = total;
            return read(wave);
        }
        boolean startsOver = reservation != null;
        pixels.clear();
        read.clear();
        releaseMemory();
        return resources
                .budget()
                .acquire(total)
                .thenComposeAsync(
                        granted -> {
                            reservation = granted;
                            reserved = total;
                            if (startsOver) {
                                return startOver();
                            }
                            used = total;
                            return read(wave);
                        },
                        resources.executor());
    }

    /**
     * Waiting for more memory while holding some could lock up, so what was read is dropped before the wait and read again
     * after it, mostly from the tile cache.
     */
    private CompletableFuture<FetchedChunk> startOver() {
        failures.clear();
        open = CellSet.all(block.width(), block.height());
        next = 0;
        used = outputBytes();
        return nextWave();
    }

    private CompletableFuture<FetchedChunk> read(List<Wanted> wave) {
        List<CompletableFuture<SourcePixels>> reads =
                wave.stream().map(this::readPixels).toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .handleAsync(
                        (nothing, problem) -> {
                            for (int i = 0; i < reads.size(); i++) {
                                take(wave.get(i).source(), reads.get(i));
                            }
                            return nextWave();
                        },
                        resources.executor())
                .thenCompose(chunk -> chunk);
    }

    private CompletableFuture<SourcePixels> readPixels(Wanted wanted) {
        LocatedSource source = wanted.source();
        cost.tiles.addAndGet(wanted.tiles().length);
        return resources
                .tiles()
                .read(source.href(), source.file(), source.level(), wanted.tiles(), cost)
                .thenApplyAsync(
                        tiles -> {
                            PixelWindow window =
                                    Objects.requireNonNull(source.map().window());
                            byte[] samples = new byte[Math.toIntExact(source.windowBytes())];
                            TilesOfWindow parts = new TilesOfWindow(source.image(), source.sample(), window);
                            for (int i = 0; i < tiles.size(); i++) {
                                parts.copy(wanted.tiles()[i], tiles.get(i), samples);
                            }
                            return new SourcePixels(source.map(), source.type(), samples, source.nodata());
                        },
                        resources.executor());
    }

    private void take(LocatedSource source, CompletableFuture<SourcePixels> read) {
        try {
            SourcePixels sourcePixels = read.join();
            pixels.add(sourcePixels);
            this.read.add(source);
            if (stopsWhenCovered()) {
                close(sourcePixels);
            }
        } catch (CompletionException e) {
            record(new Candidate(source.item(), source.href(), false), "read", sourceException(e));
        }
    }

    /** Closes the squares in which every pixel that could be sampled is valid. */
    private void close(SourcePixels source) {
        NodataTest nodata = new NodataTest(source.type(), source.nodata());
        PixelWindow window = Objects.requireNonNull(source.map().window());
        open.removeIf((cellRow, cellColumn) -> {
            PixelWindow cell = source.map().sourceOf(cellRow, cellColumn);
            if (cell == null || !source.map().covers(cellRow, cellColumn)) {
                return false;
            }
            for (int row = cell.row(); row < cell.endRow(); row++) {
                int first = (row - window.row()) * window.width() + cell.column() - window.column();
                if (nodata.anyMatch(source.samples(), first, cell.width())) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Anything else than a failing source is a defect of the program and fails the future. */
    private static SourceException sourceException(Throwable problem) {
        Throwable cause = problem;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SourceException e) {
            return e;
        }
        throw problem instanceof CompletionException e ? e : new CompletionException(problem);
    }

    private void record(Candidate candidate, String stage, SourceException problem) {
        failures.add(failure(
                array.index().id(candidate.item()),
                band.asset(),
                candidate.href(),
                stage,
                problem.kind(),
                problem.getMessage()));
        failed |= array.spec().errors() == ErrorPolicy.RAISE
                || problem.kind() == FailureKind.TRANSIENT
                || problem.kind() == FailureKind.CONTRACT;
    }

    private void failChunk(String message) {
        failures.add(failure(null, band.asset(), null, "plan", FailureKind.CONTRACT, message));
        failed = true;
    }

    private ChunkFailure failure(
            @Nullable String item,
            String asset,
            @Nullable String href,
            String stage,
            FailureKind kind,
            String message) {
        return Failures.of(address, item, asset, href, stage, kind, message);
    }

    private String tooLarge(long bytes, List<Wanted> wave) {
        long allowed = resources.budget().capacity();
        List<LocatedSource> sources = new ArrayList<>(read);
        wave.forEach(wanted -> sources.add(wanted.source()));
        FittingChunkSize size =
                FittingChunkSize.of(array, block, band.sample() - 1, sources, candidates.size() - next, allowed);
        return "the chunk's sources need %d bytes of memory, %d are allowed; %s"
                .formatted(
                        bytes,
                        allowed,
                        size == null
                                ? "no smaller chunk would fit, only more memory helps"
                                : "a --chunk-size of " + size + " would fit");
    }

    private long outputBytes() {
        return 2
                * array.spec().dtype().bytes()
                * (long) array.grid().chunkWidth()
                * array.grid().chunkHeight();
    }

    private void releaseMemory() {
        if (reservation != null) {
            reservation.close();
            reservation = null;
        }
        reserved = 0;
    }
}
