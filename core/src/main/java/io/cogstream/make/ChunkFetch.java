package io.cogstream.make;

import io.cogstream.cube.BandSpec;
import io.cogstream.cube.OpenArray;
import io.cogstream.grid.PixelWindow;
import io.cogstream.make.SourceAccess.Placement;
import io.cogstream.make.SourceAccess.Wanted;
import io.cogstream.warp.NearestMap;
import io.cogstream.warp.SourceGrid;
import io.cogstream.warp.SourcePixels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * One chunk on its way into memory. Sources are read in {@link SourceWaves}: a source behind full cover is never read, and one
 * that is needed always is.
 *
 * <p>Runs on the maker's threads, one step at a time; single use.
 */
final class ChunkFetch {
    private final FetchResources resources;
    private final ChunkAddress address;
    private final OpenArray array;
    private final FetchCost cost;
    private final BandSpec band;
    private final PixelWindow block;
    private final SourceWaves waves;
    private final SourceAccess access;
    private final ChunkMemory memory;
    private final ChunkFailures failures;
    private final List<ItemPixels> pixels = new ArrayList<>();
    private final List<LocatedSource> read = new ArrayList<>();
    private final Map<SourceGrid, NearestMap> maps = new HashMap<>();

    /** Bytes of the output, the maps and the waves so far. */
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
        this.cost = cost;
        this.band = array.spec().bands().get(address.index().band());
        this.block = array.grid().window(address.index().y(), address.index().x());
        this.waves = new SourceWaves(array, block, candidates);
        this.access = new SourceAccess(resources, array, band, cost);
        this.memory = new ChunkMemory(resources.budget());
        this.failures = new ChunkFailures(address, array, band);
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
        if (failures.areFatal() || waves.isOver()) {
            return CompletableFuture.completedFuture(result());
        }
        List<CompletableFuture<Placement>> placements = new ArrayList<>();
        for (Candidate candidate : waves.lookAhead()) {
            placements.add(access.place(candidate));
        }
        return CompletableFuture.allOf(placements.toArray(CompletableFuture[]::new))
                .thenComposeAsync(
                        nothing -> locate(
                                placements.stream().map(CompletableFuture::join).toList()),
                        resources.executor());
    }

    /** Has memory for the maps of placed sources, and only then computes them, one after the other. */
    private CompletableFuture<FetchedChunk> locate(List<Placement> placements) {
        Set<SourceGrid> grids = new LinkedHashSet<>();
        for (Placement placement : placements) {
            PlacedSource source = placement.source();
            if (source != null && !maps.containsKey(source.grid())) {
                grids.add(source.grid());
            }
        }
        MapNeed need = MapNeed.of(array, block, grids);
        long kept = used + need.kept();
        long total = kept + need.scratch();
        if (total > memory.capacity()) {
            failures.addChunk(tooLarge(total, maps.size() + grids.size()));
            return nextWave();
        }
        return withMemory(total, () -> {
            used = kept;
            for (SourceGrid grid : grids) {
                maps.put(grid, resources.maps().get(array.crs(), array.grid().transform(), block, grid));
            }
            return readWave(placements);
        });
    }

    /**
     * Goes on as soon as the chunk has {@code total} bytes. While it waits it has none and keeps nothing that takes any; if it
     * had some, it starts over.
     */
    private CompletableFuture<FetchedChunk> withMemory(long total, Supplier<CompletableFuture<FetchedChunk>> step) {
        if (memory.growTo(total)) {
            return step.get();
        }
        if (!memory.isReserved()) {
            return memory.exchange(total).thenComposeAsync(granted -> step.get(), resources.executor());
        }
        pixels.clear();
        read.clear();
        maps.clear();
        return memory.exchange(total).thenComposeAsync(granted -> startOver(), resources.executor());
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

    /** Reads those of located sources that are needed. */
    private CompletableFuture<FetchedChunk> readWave(List<Placement> placements) {
        List<Wanted> wave = waves.next(
                placements,
                grid -> Objects.requireNonNull(maps.get(grid)),
                (candidate, problem) -> failures.add(candidate, "header", problem));
        return failures.areFatal() || wave.isEmpty() ? nextWave() : reserveAndRead(wave);
    }

    /** Windows stay until the chunk is made; tiles only until windows are cut, so with little memory they come in turns. */
    private CompletableFuture<FetchedChunk> reserveAndRead(List<Wanted> wave) {
        long kept = used + wave.stream().mapToLong(Wanted::windowBytes).sum();
        long tiles = wave.stream().mapToLong(Wanted::tileBytes).sum();
        long least = kept + wave.stream().mapToLong(Wanted::tileBytes).max().orElse(0);
        if (least > memory.capacity()) {
            failures.addChunk(tooLarge(least, wave));
            return nextWave();
        }
        long total = Math.min(kept + tiles, memory.capacity());
        return withMemory(total, () -> {
            used = kept;
            return read(wave, total - kept);
        });
    }

    /** After more memory was had in exchange for what was read: reads it again, mostly from the tile cache. */
    private CompletableFuture<FetchedChunk> startOver() {
        failures.clear();
        waves.startOver();
        used = outputBytes();
        return nextWave();
    }

    /**
     * Reads in source order as many sources at a time as there is room for their tiles.
     *
     * @param room bytes, enough for those of any one source
     */
    private CompletableFuture<FetchedChunk> read(List<Wanted> wave, long room) {
        int count = 0;
        for (long bytes = 0; count < wave.size(); count++) {
            bytes += wave.get(count).tileBytes();
            if (bytes > room) {
                break;
            }
        }
        List<Wanted> turn = wave.subList(0, count);
        List<Wanted> rest = wave.subList(count, wave.size());
        List<CompletableFuture<SourcePixels>> reads =
                turn.stream().map(access::read).toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                // Each read is asked below whether it failed.
                .exceptionally(problem -> null)
                .thenComposeAsync(
                        nothing -> {
                            for (int i = 0; i < reads.size(); i++) {
                                take(turn.get(i), reads.get(i));
                            }
                            return rest.isEmpty() || failures.areFatal() ? nextWave() : read(rest, room);
                        },
                        resources.executor());
    }

    private void take(Wanted wanted, CompletableFuture<SourcePixels> arrived) {
        try {
            SourcePixels source = arrived.join();
            pixels.add(new ItemPixels(wanted.candidate().item(), source));
            read.add(wanted.source());
            waves.close(source);
        } catch (CompletionException e) {
            failures.add(wanted.candidate(), "read", SourceAccess.sourceException(e));
        }
    }

    private String tooLarge(long bytes, int grids) {
        FittingChunkSize size = FittingChunkSize.ofMaps(array, address.index().band(), grids, memory.capacity());
        return "the chunk's output and warp maps need %d bytes of memory, %d are allowed; %s"
                .formatted(
                        bytes,
                        memory.capacity(),
                        size == null
                                ? "no smaller chunk would fit, only more memory helps"
                                : "try a --chunk-size of " + size);
    }

    private String tooLarge(long bytes, List<Wanted> wave) {
        List<LocatedSource> sources = new ArrayList<>(read);
        wave.forEach(wanted -> sources.add(wanted.source()));
        FittingChunkSize size =
                FittingChunkSize.of(array, address.index().band(), block, sources, waves.left(), memory.capacity());
        return "the chunk's sources need %d bytes of memory, %d are allowed; %s"
                .formatted(
                        bytes,
                        memory.capacity(),
                        size == null
                                ? "no smaller chunk would fit, only more memory helps"
                                : "a --chunk-size of " + size + " would fit");
    }

    private long outputBytes() {
        return FittingChunkSize.outputBytes(
                array.spec(),
                address.index().band(),
                array.grid().chunkWidth(),
                array.grid().chunkHeight());
    }
}
