package io.cogstream.plan;

import io.cogstream.warp.NearestMap;
import java.util.BitSet;

/** Squares of {@link NearestMap#CELL} array pixels of one chunk that still want a valid pixel somewhere. */
public final class CellSet {
    private final int across;
    private final BitSet open;

    private CellSet(int across, BitSet open) {
        this.across = across;
        this.open = open;
    }

    /** All squares of a chunk of {@code width} x {@code height} pixels. */
    public static CellSet all(int width, int height) {
        int across = (width + NearestMap.CELL - 1) / NearestMap.CELL;
        int down = (height + NearestMap.CELL - 1) / NearestMap.CELL;
        BitSet open = new BitSet(across * down);
        open.set(0, across * down);
        return new CellSet(across, open);
    }

    public CellSet copy() {
        return new CellSet(across, (BitSet) open.clone());
    }

    public boolean isEmpty() {
        return open.isEmpty();
    }

    /** Which squares of the set satisfy {@code test}; those are taken out of the set. */
    public void removeIf(CellTest test) {
        for (int cell = open.nextSetBit(0); cell >= 0; cell = open.nextSetBit(cell + 1)) {
            if (test.test(cell / across, cell % across)) {
                open.clear(cell);
            }
        }
    }

    /** Calls {@code action} for each square, from the top left row by row. */
    public void forEach(CellAction action) {
        for (int cell = open.nextSetBit(0); cell >= 0; cell = open.nextSetBit(cell + 1)) {
            action.accept(cell / across, cell % across);
        }
    }

    /** A question about one square. */
    @FunctionalInterface
    public interface CellTest {
        boolean test(int cellRow, int cellColumn);
    }

    /** Something to do with one square. */
    @FunctionalInterface
    public interface CellAction {
        void accept(int cellRow, int cellColumn);
    }
}
