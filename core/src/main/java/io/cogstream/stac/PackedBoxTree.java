package io.cogstream.stac;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.grid.BoundingBox;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A static R-tree in flat arrays: boxes sorted by time step, then along a Hilbert curve; 16 neighbours make a node, 16
 * nodes one of the next level, up to a single root. Node {@code i} of a level covers the boxes from {@code i * 16^level} on, so
 * no pointers are stored, and its steps are those of its first and its last box.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Hilbert_R-tree#Packed_Hilbert_R-trees">Packed Hilbert R-trees</a>
 */
final class PackedBoxTree {
    private static final int FANOUT_BITS = 4;
    private static final int BYTES_PER_BOX = 4 + 4 * 8;

    private final int[] steps;
    /** Item of each box, in sorted order. */
    private final int[] items;
    /** Per level from boxes to root: west, south, east, north of each node. */
    private final double[][] levels;

    private PackedBoxTree(int[] steps, int[] items, double[] boxes) {
        this.steps = steps;
        this.items = items;
        int depth = 1;
        for (int count = items.length; count > 1; count = parents(count)) {
            depth++;
        }
        levels = new double[depth][];
        levels[0] = boxes;
        for (int level = 1; level < depth; level++) {
            levels[level] = parentBoxes(levels[level - 1]);
        }
    }

    private static int parents(int children) {
        return (int) (((long) children + 15) >> FANOUT_BITS);
    }

    private static double[] parentBoxes(double[] children) {
        int count = children.length / 4;
        double[] boxes = new double[4 * parents(count)];
        for (int child = 0; child < count; child++) {
            int to = child >> FANOUT_BITS << 2;
            int from = child << 2;
            boolean first = (child & 15) == 0;
            boxes[to] = first ? children[from] : Math.min(boxes[to], children[from]);
            boxes[to + 1] = first ? children[from + 1] : Math.min(boxes[to + 1], children[from + 1]);
            boxes[to + 2] = first ? children[from + 2] : Math.max(boxes[to + 2], children[from + 2]);
            boxes[to + 3] = first ? children[from + 3] : Math.max(boxes[to + 3], children[from + 3]);
        }
        return boxes;
    }

    /**
     * Packs the boxes of all items.
     *
     * @param boxes per item, maybe none
     * @param steps per item, at least 0
     */
    static PackedBoxTree of(List<List<BoundingBox>> boxes, int[] steps) {
        int count = Math.toIntExact(boxes.stream().mapToLong(List::size).sum());
        if (count > Integer.MAX_VALUE / 4 - 16) {
            throw new IllegalArgumentException(count + " boxes are too many for one index");
        }
        int[] items = new int[count];
        double[] corners = new double[4 * count];
        int at = 0;
        for (int item = 0; item < steps.length; item++) {
            if (steps[item] < 0) {
                throw new IllegalArgumentException("item " + item + " has step " + steps[item]);
            }
            for (BoundingBox box : boxes.get(item)) {
                items[at] = item;
                put(corners, at++, box);
            }
        }
        int[] order = HilbertOrder.of(items, steps, corners);
        int[] sortedItems = new int[count];
        double[] sortedCorners = new double[4 * count];
        for (int i = 0; i < count; i++) {
            sortedItems[i] = items[order[i]];
            System.arraycopy(corners, 4 * order[i], sortedCorners, 4 * i, 4);
        }
        return new PackedBoxTree(steps, sortedItems, sortedCorners);
    }

    private static void put(double[] corners, int index, BoundingBox box) {
        corners[4 * index] = box.minX();
        corners[4 * index + 1] = box.minY();
        corners[4 * index + 2] = box.maxX();
        corners[4 * index + 3] = box.maxY();
    }

    /** Items of {@code step} that meet any of the boxes, ascending, each once. */
    int[] search(int step, List<BoundingBox> boxes) {
        Hits hits = new Hits();
        if (items.length > 0) {
            for (BoundingBox box : boxes) {
                visit(levels.length - 1, 0, step, box, hits);
            }
        }
        return hits.ascending();
    }

    private void visit(int level, int node, int step, BoundingBox box, Hits hits) {
        long first = (long) node << (FANOUT_BITS * level);
        if (steps[items[(int) first]] > step) {
            return;
        }
        long last = Math.min(items.length, (long) (node + 1) << (FANOUT_BITS * level)) - 1;
        double[] nodes = levels[level];
        int at = node << 2;
        if (steps[items[(int) last]] < step
                || nodes[at] > box.maxX()
                || nodes[at + 2] < box.minX()
                || nodes[at + 1] > box.maxY()
                || nodes[at + 3] < box.minY()) {
            return;
        }
        if (level == 0) {
            hits.add(items[node]);
            return;
        }
        int end = Math.min(levels[level - 1].length >> 2, (node + 1) << FANOUT_BITS);
        for (int child = node << FANOUT_BITS; child < end; child++) {
            visit(level - 1, child, step, box, hits);
        }
    }

    long encodedLength() {
        return 4 + (long) BYTES_PER_BOX * items.length;
    }

    void write(ByteBuffer out) {
        out.putInt(items.length);
        for (int item : items) {
            out.putInt(item);
        }
        for (double corner : levels[0]) {
            out.putDouble(corner);
        }
    }

    static PackedBoxTree read(IndexBytes in, int[] steps) throws MalformedSourceException {
        int count = in.count(BYTES_PER_BOX, "boxes");
        int[] items = new int[count];
        for (int i = 0; i < count; i++) {
            items[i] = in.int32();
            if (items[i] < 0 || items[i] >= steps.length) {
                throw in.malformed(in.position() - 4, "box of item " + items[i] + ", there are " + steps.length);
            }
            if (i > 0 && steps[items[i]] < steps[items[i - 1]]) {
                throw in.malformed(in.position() - 4, "boxes are not sorted by step");
            }
        }
        double[] corners = new double[4 * count];
        for (int i = 0; i < count; i++) {
            int at = in.position();
            for (int k = 0; k < 4; k++) {
                corners[4 * i + k] = in.float64();
            }
            if (!(corners[4 * i] <= corners[4 * i + 2] && corners[4 * i + 1] <= corners[4 * i + 3])) {
                throw in.malformed(at, "box of item " + items[i] + " is not west, south, east, north");
            }
        }
        return new PackedBoxTree(steps, items, corners);
    }

    /** A growing list of items. */
    private static final class Hits {
        private int[] found = new int[16];
        private int count;

        void add(int item) {
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = item;
        }

        int[] ascending() {
            Arrays.sort(found, 0, count);
            int unique = 0;
            for (int i = 0; i < count; i++) {
                if (i == 0 || found[i] != found[i - 1]) {
                    found[unique++] = found[i];
                }
            }
            return Arrays.copyOf(found, unique);
        }
    }
}
