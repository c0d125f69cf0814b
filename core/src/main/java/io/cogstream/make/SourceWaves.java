package io.cogstream.make;

import io.cogstream.cube.MosaicMethod;
import io.cogstream.cube.OpenArray;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.PixelWindow;
import io.cogstream.make.SourceAccess.Placement;
import io.cogstream.make.SourceAccess.Wanted;
import io.cogstream.plan.CellSet;
import io.cogstream.plan.TileNeed;
import io.cogstream.raster.NodataTest;
import io.cogstream.tiff.ValidityBand;
import io.cogstream.warp.NearestMap;
import io.cogstream.warp.SourceGrid;
import io.cogstream.warp.SourcePixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which sources of one chunk are read together, and which tiles of them. For most mosaics there is one wave with all sources.
 * For the {@code first} mosaic a wave takes sources in source order until, by their geometry alone, they could cover every
 * square that is still open; squares are closed by the pixels that came, and another wave follows only while some are open.
 *
 * <p>Used by one thread at a time.
 */
final class SourceWaves {
    private final OpenArray array;
    private final boolean stopsWhenCovered;
    private final PixelWindow block;
    private final List<Candidate> candidates;

    /** Squares that want a valid pixel somewhere. */
    private CellSet open;

    /** First candidate that no wave has looked at. */
    private int next;

    /**
     * @param block array pixels of the chunk
     * @param candidates in source order
     */
    SourceWaves(OpenArray array, PixelWindow block, List<Candidate> candidates) {
        this.array = array;
        this.stopsWhenCovered = array.spec().mosaic() == MosaicMethod.FIRST;
        this.block = block;
        this.candidates = candidates;
        this.open = wanted();
    }

    private CellSet wanted() {
        return WantedCells.of(array, block);
    }

    /** Forgets all waves. */
    void startOver() {
        open = wanted();
        next = 0;
    }

    /** Whether no other source can be wanted. */
    boolean isOver() {
        return next == candidates.size() || open.isEmpty();
    }

    /** How many candidates no wave has looked at. */
    int left() {
        return candidates.size() - next;
    }

    /** Candidates whose headers the next wave wants: up to the first that promises to cover the chunk. */
    List<Candidate> lookAhead() {
        if (!stopsWhenCovered) {
            return candidates.subList(next, candidates.size());
        }
        int end = next;
        while (end < candidates.size() && !candidates.get(end).coversChunk()) {
            end++;
        }
        return candidates.subList(next, Math.min(candidates.size(), end + 1));
    }

    /** Takes those that were looked ahead at for a wave of their own, for want of headers that would tell more. */
    void skip() {
        next += lookAhead().size();
    }

    /**
     * Runs through placed sources in source order and takes those that are needed.
     *
     * @param placements of {@link #lookAhead()}
     * @param maps from the chunk to a source's grid
     * @param refused told of sources that can't be used
     */
    List<Wanted> next(
            List<Placement> placements,
            Function<SourceGrid, NearestMap> maps,
            BiConsumer<Candidate, SourceException> refused) {
        CellSet uncovered = open.copy();
        List<Wanted> wave = new ArrayList<>();
        for (Placement placement : placements) {
            if (stopsWhenCovered && uncovered.isEmpty()) {
                break;
            }
            next++;
            PlacedSource placed = placement.source();
            if (placed == null) {
                refused.accept(placement.candidate(), Objects.requireNonNull(placement.problem()));
                continue;
            }
            LocatedSource source = new LocatedSource(placed, maps.apply(placed.grid()));
            int[] tiles = TileNeed.tiles(source.map(), open, source.image(), placed.sample());
            if (tiles.length > 0) {
                wave.add(new Wanted(placement.candidate(), source, tiles, validityTiles(source)));
                uncovered.removeIf(source.map()::covers);
            }
        }
        return wave;
    }

    private int[] validityTiles(LocatedSource source) {
        ValidityBand validity = source.source().validity();
        return validity != null && source.source().hasValidityTiles()
                ? TileNeed.tiles(source.map(), open, source.source().file().image(validity.image()), validity.sample())
                : new int[0];
    }

    /** Closes the squares that a source fills, where that ends the reading. */
    void close(SourcePixels source) {
        if (stopsWhenCovered) {
            open.removeIf((cellRow, cellColumn) -> fills(source, cellRow, cellColumn));
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
            if (nodata.anyMatch(source.samples(), first, cell.width())
                    || anyInvalid(source.validity(), first, cell.width())) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyInvalid(byte @Nullable [] validity, int first, int count) {
        for (int i = first; validity != null && i < first + count; i++) {
            if (validity[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
