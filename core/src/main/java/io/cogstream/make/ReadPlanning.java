package io.cogstream.make;

import io.cogstream.cube.OpenArray;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.grid.PixelWindow;
import io.cogstream.io.ByteRange;
import io.cogstream.io.Hrefs;
import io.cogstream.make.SourceAccess.Placement;
import io.cogstream.make.SourceAccess.Wanted;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.TiffImage;
import io.cogstream.tiff.TileRanges;
import io.cogstream.tiff.TileRanges.TileRequest;
import io.cogstream.warp.NearestMap;
import io.cogstream.warp.SourceGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One chunk whose reads are planned from headers, wave by wave as if no pixel were valid, so that every source has its turn
 * that may have one. Single use.
 */
final class ReadPlanning {
    private final OpenArray array;
    private final ChunkIndex index;
    private final PixelWindow block;
    private final FetchResources resources;
    private final SourceWaves waves;
    private final Function<Candidate, CompletableFuture<Placement>> place;
    private final List<SourceRead> sources = new ArrayList<>();
    private int wave = 1;

    /** @param place reads a header and works out which level serves the array */
    ReadPlanning(
            OpenArray array,
            ChunkIndex index,
            FetchResources resources,
            SourceWaves waves,
            Function<Candidate, CompletableFuture<Placement>> place) {
        this.array = array;
        this.index = index;
        this.block = array.grid().window(index.y(), index.x());
        this.resources = resources;
        this.waves = waves;
        this.place = place;
    }

    CompletableFuture<ChunkReads> run() {
        if (waves.isOver()) {
            return CompletableFuture.completedFuture(new ChunkReads(index, sources, null));
        }
        List<CompletableFuture<Placement>> placements =
                waves.lookAhead().stream().map(place).toList();
        return CompletableFuture.allOf(placements.toArray(CompletableFuture[]::new))
                .thenComposeAsync(
                        nothing -> withMemory(
                                placements.stream().map(CompletableFuture::join).toList()),
                        resources.executor());
    }

    /** Plans a wave when there is memory for its warp maps. */
    private CompletableFuture<ChunkReads> withMemory(List<Placement> placements) {
        Set<SourceGrid> grids = new LinkedHashSet<>();
        for (Placement placement : placements) {
            if (placement.source() != null) {
                grids.add(placement.source().grid());
            }
        }
        MapNeed need = MapNeed.of(array, block, grids);
        long bytes = need.kept() + need.scratch();
        if (bytes > resources.budget().capacity()) {
            String problem =
                    "the chunk's warp maps need %d bytes of memory, %d are allowed; a smaller --chunk-size helps"
                            .formatted(bytes, resources.budget().capacity());
            return CompletableFuture.completedFuture(new ChunkReads(index, sources, problem));
        }
        return resources
                .budget()
                .acquire(bytes)
                .thenComposeAsync(
                        reserved -> {
                            try (reserved) {
                                plan(placements);
                            }
                            return run();
                        },
                        resources.executor());
    }

    private void plan(List<Placement> placements) {
        Map<SourceGrid, NearestMap> maps = new HashMap<>();
        Map<Candidate, SourceException> problems = new HashMap<>();
        int before = waves.left();
        List<Wanted> wanted = waves.next(
                placements,
                grid -> maps.computeIfAbsent(
                        grid,
                        key -> resources.maps().get(array.crs(), array.grid().transform(), block, key)),
                problems::put);
        Map<Candidate, Wanted> byCandidate = new LinkedHashMap<>();
        wanted.forEach(source -> byCandidate.put(source.candidate(), source));
        for (Placement placement : placements.subList(0, before - waves.left())) {
            Candidate candidate = placement.candidate();
            Wanted source = byCandidate.get(candidate);
            LevelRead read = source != null
                    ? levelRead(source, (tile, problem) -> problems.put(candidate, problem))
                    : placement.source() != null ? missing(placement.source()) : null;
            sources.add(new SourceRead(
                    candidate.item(), Hrefs.redacted(candidate.href()), wave, read, problems.get(candidate)));
        }
        // A wave that reads nothing closes nothing: the next one comes in any case.
        wave += wanted.isEmpty() ? 0 : 1;
    }

    static LevelRead missing(PlacedSource source) {
        return levelRead(source, null, List.of());
    }

    /** @param refused told of tiles that lie where none can be */
    static LevelRead levelRead(Wanted wanted, BiConsumer<Integer, SourceException> refused) {
        PlacedSource source = wanted.source().source();
        List<ImageRead> images = new ArrayList<>();
        images.add(imageRead(source.file(), source.level(), wanted.tiles(), refused));
        if (wanted.validityTiles().length > 0) {
            int mask = Objects.requireNonNull(source.validity()).image();
            images.add(imageRead(source.file(), mask, wanted.validityTiles(), refused));
        }
        return levelRead(source, wanted.source().map().window(), images);
    }

    private static LevelRead levelRead(PlacedSource source, @Nullable PixelWindow window, List<ImageRead> images) {
        return new LevelRead(
                source.level(),
                source.grid().transform().pixelWidth(),
                source.grid().transform().pixelHeight(),
                window,
                images);
    }

    private static ImageRead imageRead(
            GeoTiff file, int number, int[] tiles, BiConsumer<Integer, SourceException> refused) {
        int[] placed = SourceTiles.placed(file, number, tiles, refused);
        TiffImage image = file.image(number);
        long[] bytes =
                Arrays.stream(placed).mapToLong(tile -> image.counts()[tile]).toArray();
        return new ImageRead(number, placed, bytes, requests(file, number, placed));
    }

    private static List<ByteRange> requests(GeoTiff file, int image, int[] placed) {
        try {
            return TileRanges.plan(file, image, placed).stream()
                    .map(TileRequest::range)
                    .toList();
        } catch (SourceException e) {
            throw new IllegalStateException("a tile that could be placed can't be any more", e);
        }
    }
}
