package io.cogstream.make;

import io.cogstream.cube.OpenArray;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.grid.PixelWindow;
import io.cogstream.io.ByteSources;
import io.cogstream.io.Hrefs;
import io.cogstream.io.ReadStatistics;
import io.cogstream.make.SourceAccess.Placement;
import io.cogstream.make.SourceAccess.Wanted;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.warp.NearestMap;
import io.cogstream.warp.WarpMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Tells what making a chunk would read, by the steps that {@link ChunkFetch} takes, and reads no pixels. Safe for concurrent
 * use.
 */
public final class ReadPlanner {
    private final OpenArray array;
    private final FetchResources resources;
    private final FetchCost cost = new FetchCost();

    /** Sources that could not be used, so that one that times out does so once. */
    private final ConcurrentMap<Refusal, SourceException> refused = new ConcurrentHashMap<>();

    private record Refusal(String href, int band) {}

    /**
     * @param options for as much memory as making chunks may take; no tiles are kept
     * @param executor for planning; its threads compute but never wait
     */
    public ReadPlanner(OpenArray array, ByteSources sources, MakerOptions options, Executor executor) {
        this.array = array;
        this.resources = new FetchResources(
                new SourceHeaders(sources, options.headerCacheBytes()),
                new SourceTiles(sources, executor, 0),
                new WarpMaps(options.warpMapBytes()),
                new MemoryBudget(options.pixelBytes()),
                executor);
    }

    /** What reading headers took so far. */
    public ReadStatistics statistics() {
        return cost.reads;
    }

    /** By footprints alone: nothing is read, and {@link SourceRead#level()} is null. */
    public ChunkReads byFootprints(ChunkIndex index) {
        List<Candidate> candidates = Candidates.of(array, index);
        SourceWaves waves = waves(index, candidates);
        List<SourceRead> sources = new ArrayList<>();
        for (int wave = 1; !waves.isOver(); wave++) {
            for (Candidate candidate : waves.lookAhead()) {
                sources.add(new SourceRead(candidate.item(), Hrefs.redacted(candidate.href()), wave, null, null));
            }
            waves.skip();
        }
        return new ChunkReads(index, sources, null);
    }

    /** By the headers of the sources, as exactly as can be told without pixels. Fails only on a defect of the program. */
    public CompletableFuture<ChunkReads> byHeaders(ChunkIndex index) {
        SourceAccess access =
                new SourceAccess(resources, array, array.spec().bands().get(index.band()), cost);
        List<Candidate> candidates = Candidates.of(array, index);
        return new ReadPlanning(
                        array, index, resources, waves(index, candidates), candidate -> place(access, index, candidate))
                .run();
    }

    private CompletableFuture<Placement> place(SourceAccess access, ChunkIndex index, Candidate candidate) {
        Refusal refusal = new Refusal(candidate.href(), index.band());
        SourceException known = refused.get(refusal);
        if (known != null) {
            return CompletableFuture.completedFuture(new Placement(candidate, null, known));
        }
        return access.place(candidate).thenApply(placement -> {
            if (placement.problem() != null) {
                refused.put(refusal, placement.problem());
            }
            return placement;
        });
    }

    /**
     * What a chunk reads of one source whose header is known.
     *
     * @return null if it can't be used
     */
    public @Nullable LevelRead of(ChunkIndex index, GeoTiff file) {
        Candidate candidate = new Candidate(0, file.href(), true);
        try {
            PlacedSource placed = PlacedSource.place(
                    file.href(), file, array, array.spec().bands().get(index.band()));
            NearestMap map = resources.maps().get(array.crs(), array.grid().transform(), block(index), placed.grid());
            List<Wanted> wave = waves(index, List.of(candidate))
                    .next(List.of(new Placement(candidate, placed, null)), grid -> map, (source, problem) -> {});
            return wave.isEmpty()
                    ? ReadPlanning.missing(placed)
                    : ReadPlanning.levelRead(wave.get(0), (tile, problem) -> {});
        } catch (SourceException unusable) {
            return null;
        }
    }

    private SourceWaves waves(ChunkIndex index, List<Candidate> candidates) {
        return new SourceWaves(array, block(index), candidates);
    }

    private PixelWindow block(ChunkIndex index) {
        return array.grid().window(index.y(), index.x());
    }
}
