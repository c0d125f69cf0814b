package io.cogstream.area;

import io.cogstream.grid.Affine;
import io.cogstream.grid.PixelWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which pixels of a block have their centre inside an area, row by row from the top. A pixel whose centre lies on an edge belongs
 * to what is right of it, or above it where it is level, so areas that share an edge share no pixel. Single use, not safe for concurrent use.
 */
public final class AreaRows {
    private final Affine transform;
    private final PixelWindow block;
    /** Sides by their upper end, from the top. */
    private final List<Area.Edge> waiting;

    private final List<Area.Edge> crossed = new ArrayList<>();
    private int next;
    private int row;

    /**
     * @param transform pixel corner to the area's CRS; north-up
     * @param block which pixels
     */
    public AreaRows(Area area, Affine transform, PixelWindow block) {
        this.transform = transform;
        this.block = block;
        double bottom = centreY(block.height() - 1);
        double top = centreY(0);
        this.waiting = area.edges().stream()
                .filter(edge -> edge.topY() > bottom && edge.bottomY() <= top)
                .sorted(Comparator.comparingDouble(Area.Edge::topY).reversed())
                .toList();
    }

    private double centreY(int blockRow) {
        return transform.f() + transform.e() * (block.row() + blockRow + 0.5);
    }

    /**
     * The next row, the first at the first call.
     *
     * @return pairs of block columns: first inside, first behind; ascending
     */
    public int[] next() {
        double y = centreY(row++);
        while (next < waiting.size() && waiting.get(next).topY() > y) {
            crossed.add(waiting.get(next++));
        }
        crossed.removeIf(edge -> edge.bottomY() > y);
        double[] crossings = new double[crossed.size()];
        for (int i = 0; i < crossings.length; i++) {
            crossings[i] = column(crossed.get(i).x(y));
        }
        Arrays.sort(crossings);
        int[] spans = new int[crossings.length];
        for (int i = 0; i < crossings.length; i++) {
            spans[i] = (int) Math.max(0, Math.min(block.width(), crossings[i]));
        }
        return spans;
    }

    /** First block column whose centre lies at or behind {@code x}. */
    private double column(double x) {
        return Math.ceil((x - transform.c()) / transform.a() - 0.5) - block.column();
    }
}
