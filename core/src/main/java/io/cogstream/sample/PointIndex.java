package io.cogstream.sample;

import io.cogstream.grid.BoundingBox;
import io.cogstream.proj.Crs;
import io.cogstream.proj.PointTransform;
import io.cogstream.stac.Antimeridian;
import io.cogstream.stac.Footprint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds the points near a footprint: points in cells of longitude and latitude. Points that have neither are near none. */
final class PointIndex {
    /** Most cells: each is a box of the catalog's query. */
    private static final int MAX_CELLS = 256;

    /** Side of the smallest cells, in degrees. */
    private static final double SMALLEST_CELL = 0.25;

    /**
     * Footprints are taken to reach a little farther than they say, in degrees: they are rounded, and their straight edges
     * cut off what the edges of a projected image bow out. An item just beyond costs one look at its header, while a missed
     * one would cost a value.
     */
    private static final double LEAST_MARGIN = 0.001;

    private static final double MOST_MARGIN = 0.05;

    /** The margin as a share of the footprint's longer side: edges bow by less. */
    private static final double MARGIN_OF_SIDE = 0.005;

    private final double[] longitudes;
    private final double[] latitudes;
    private final List<Cell> cells;

    /**
     * Some points and the box around them.
     *
     * @param points indices, ascending
     */
    private record Cell(BoundingBox box, int[] points) {}

    PointIndex(PointSet points) {
        this.longitudes = new double[points.size()];
        this.latitudes = new double[points.size()];
        PointTransform toLonLat = points.crs().to(Crs.LONGITUDE_LATITUDE);
        double[] point = new double[2];
        for (int i = 0; i < longitudes.length; i++) {
            point[0] = points.x()[i];
            point[1] = points.y()[i];
            toLonLat.apply(point);
            longitudes[i] = point[0] - 360 * Math.rint(point[0] / 360);
            latitudes[i] = point[1];
        }
        this.cells = cells();
    }

    private List<Cell> cells() {
        double side = SMALLEST_CELL;
        while (!isFewCells(side)) {
            side *= 2;
        }
        Map<Long, BitSet> members = new TreeMap<>();
        for (int i = 0; i < longitudes.length; i++) {
            if (hasPlace(i)) {
                members.computeIfAbsent(key(i, side), key -> new BitSet()).set(i);
            }
        }
        List<Cell> all = new ArrayList<>();
        members.values().forEach(cell -> all.add(cell(cell.stream().toArray())));
        return all;
    }

    private boolean isFewCells(double side) {
        Set<Long> keys = new HashSet<>();
        for (int i = 0; i < longitudes.length && keys.size() <= MAX_CELLS; i++) {
            if (hasPlace(i)) {
                keys.add(key(i, side));
            }
        }
        return keys.size() <= MAX_CELLS;
    }

    private boolean hasPlace(int point) {
        return Double.isFinite(longitudes[point]) && Double.isFinite(latitudes[point]);
    }

    private long key(int point, double side) {
        long column = (long) Math.floor(longitudes[point] / side);
        long row = (long) Math.floor(latitudes[point] / side);
        return (row << 32) + column;
    }

    private Cell cell(int[] points) {
        BoundingBox box = null;
        for (int point : points) {
            BoundingBox here =
                    new BoundingBox(longitudes[point], latitudes[point], longitudes[point], latitudes[point]);
            box = box == null ? here : box.union(here);
        }
        if (box == null) {
            throw new IllegalArgumentException("a cell without points");
        }
        return new Cell(box, points);
    }

    /** Boxes, in longitude and latitude, that every footprint with a point near it meets; none if no point has a place. */
    List<BoundingBox> boxes() {
        List<BoundingBox> boxes = new ArrayList<>();
        cells.forEach(cell -> boxes.addAll(widened(cell.box, MOST_MARGIN)));
        return boxes;
    }

    private static List<BoundingBox> widened(BoundingBox box, double margin) {
        return Antimeridian.boxes(box.minX() - margin, box.minY() - margin, box.maxX() + margin, box.maxY() + margin);
    }

    /** The points inside a footprint or near it, ascending. */
    int[] near(Footprint footprint) {
        double margin = margin(footprint);
        BitSet near = new BitSet();
        for (BoundingBox side : footprint.boxes()) {
            for (BoundingBox box : widened(side, margin)) {
                for (Cell cell : cells) {
                    if (cell.box.intersects(box)) {
                        addNear(cell, box, footprint, margin, near);
                    }
                }
            }
        }
        return near.stream().toArray();
    }

    private void addNear(Cell cell, BoundingBox box, Footprint footprint, double margin, BitSet near) {
        for (int point : cell.points) {
            double x = longitudes[point];
            double y = latitudes[point];
            boolean inBox = x >= box.minX() && x <= box.maxX() && y >= box.minY() && y <= box.maxY();
            if (inBox && footprint.isNear(x, y, margin)) {
                near.set(point);
            }
        }
    }

    private static double margin(Footprint footprint) {
        double side = 0;
        for (BoundingBox box : footprint.boxes()) {
            side = Math.max(side, Math.max(box.width(), box.height()));
        }
        return Math.min(MOST_MARGIN, Math.max(LEAST_MARGIN, MARGIN_OF_SIDE * side));
    }
}
