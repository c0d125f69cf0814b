package io.cogstream.make;

import io.cogstream.cube.OpenArray;
import io.cogstream.grid.ArrayGrid;
import io.cogstream.grid.PixelWindow;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The chunk of a time step that most items meet.
 *
 * @param y chunk row
 * @param x chunk column
 * @param items that meet it
 */
record FullestChunk(int y, int x, int items) {

    /**
     * Halves the block of chunks that most items meet until that is a single one. A block meets at least the items of each of
     * its chunks, so the first single chunk is the fullest, and only crowded places are looked at closely.
     *
     * @param step time step, from 0
     */
    static FullestChunk of(OpenArray array, int step) {
        ArrayGrid grid = array.grid();
        PriorityQueue<Block> blocks =
                new PriorityQueue<>(Comparator.comparingInt(Block::items).reversed());
        blocks.add(Block.of(array, step, 0, 0, grid.chunksDown(), grid.chunksAcross()));
        while (true) {
            Block fullest = blocks.remove();
            if (fullest.isSingle()) {
                return new FullestChunk(fullest.y, fullest.x, fullest.items);
            }
            fullest.split(array, step, blocks);
        }
    }

    /** Chunks from {@code (y, x)} up to {@code (endY, endX)}, these excluded. */
    private record Block(int y, int x, int endY, int endX, int items) {

        static Block of(OpenArray array, int step, int y, int x, int endY, int endX) {
            PixelWindow first = array.grid().window(y, x);
            PixelWindow last = array.grid().window(endY - 1, endX - 1);
            PixelWindow all = new PixelWindow(
                    first.column(), first.row(), last.endColumn() - first.column(), last.endRow() - first.row());
            return new Block(y, x, endY, endX, Candidates.items(array, step, all).length);
        }

        boolean isSingle() {
            return endY - y == 1 && endX - x == 1;
        }

        void split(OpenArray array, int step, PriorityQueue<Block> into) {
            if (endY - y > endX - x) {
                int middle = (y + endY) / 2;
                into.add(of(array, step, y, x, middle, endX));
                into.add(of(array, step, middle, x, endY, endX));
            } else {
                int middle = (x + endX) / 2;
                into.add(of(array, step, y, x, endY, middle));
                into.add(of(array, step, y, middle, endY, endX));
            }
        }
    }
}
