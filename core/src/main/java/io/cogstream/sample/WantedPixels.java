package io.cogstream.sample;

import io.cogstream.sample.SampleSource.Use;
import java.util.Arrays;

/** The pixels that are wanted of one file: where each is, and which item, band and row it is for. Not safe for concurrent use. */
final class WantedPixels {
    /** Memory for one pixel, in bytes, with its place in {@link TilePixels} and room to grow. */
    static final int BYTES = 80;

    private int count;
    private int[] columns;
    private int[] lines;
    private int[] items;
    private int[] bands;
    private long[] rows;

    private WantedPixels(int capacity) {
        columns = new int[capacity];
        lines = new int[capacity];
        items = new int[capacity];
        bands = new int[capacity];
        rows = new long[capacity];
    }

    /** The pixels of a file at the points near some of its items; points outside the image want none. */
    static WantedPixels of(SamplePlan plan, Iterable<Use> uses, PixelLocator locator) {
        WantedPixels wanted = new WantedPixels(64);
        PointSet points = plan.request().points();
        for (Use use : uses) {
            plan.places().forEach(use.item(), (point, row) -> {
                if (locator.locate(points.x()[point], points.y()[point])) {
                    wanted.add(locator.column(), locator.row(), use, row);
                }
            });
        }
        return wanted;
    }

    private void add(int column, int line, Use use, long row) {
        if (count == columns.length) {
            columns = Arrays.copyOf(columns, count * 2);
            lines = Arrays.copyOf(lines, count * 2);
            items = Arrays.copyOf(items, count * 2);
            bands = Arrays.copyOf(bands, count * 2);
            rows = Arrays.copyOf(rows, count * 2);
        }
        columns[count] = column;
        lines[count] = line;
        items[count] = use.item();
        bands[count] = use.band();
        rows[count] = row;
        count++;
    }

    int count() {
        return count;
    }

    /** Column in the full size of the image, from 0 at the left. */
    int column(int pixel) {
        return columns[pixel];
    }

    /** Row in the full size of the image, from 0 at the top. */
    int line(int pixel) {
        return lines[pixel];
    }

    /** Index into the plan's items. */
    int item(int pixel) {
        return items[pixel];
    }

    /** Index into the plan's bands. */
    int band(int pixel) {
        return bands[pixel];
    }

    /** Row of the table. */
    long row(int pixel) {
        return rows[pixel];
    }
}
