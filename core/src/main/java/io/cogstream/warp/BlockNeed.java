package io.cogstream.warp;

import io.cogstream.grid.Affine;
import io.cogstream.grid.PixelWindow;
import io.cogstream.proj.Crs;

/**
 * What a block of array pixels of a given size takes of a source, wherever in the source it lies, without computing a map.
 *
 * @param sourceColumns columns of the window that the block samples
 * @param sourceRows rows of that window
 * @param mapBytes most memory that the map keeps
 * @param scratchBytes most that computing the map takes for a moment beyond that
 */
public record BlockNeed(int sourceColumns, int sourceRows, long mapBytes, long scratchBytes) {
    /** Points along each side of the source that blocks are laid around. */
    private static final int PLACES = 3;

    /** Steps along each side of a block between points whose images bound its window. */
    private static final int POINTS = 4;

    /**
     * @param crs of the array
     * @param array pixel to CRS, of the array
     * @param columns of the block
     * @param rows of the block
     */
    public static BlockNeed of(Crs crs, Affine array, int columns, int rows, SourceGrid source) {
        ArrayToSource toSource = new ArrayToSource(crs, array, source);
        PixelWindow block = new PixelWindow(0, 0, columns, rows);
        int width = 0;
        int height = 0;
        for (double down = 0.5 / PLACES; down < 1; down += 1.0 / PLACES) {
            for (double across = 0.5 / PLACES; across < 1; across += 1.0 / PLACES) {
                double[] centre = {source.width() * across, source.height() * down};
                toArray(crs, array, source, centre);
                double[] size = size(toSource, centre[0] - columns / 2.0, centre[1] - rows / 2.0, block);
                width = Math.max(width, atMost(size[0], source.width()));
                height = Math.max(height, atMost(size[1], source.height()));
            }
        }
        return new BlockNeed(
                width,
                height,
                WarpMaps.mostBytes(crs, array, block, source),
                WarpMaps.scratchBytes(crs, array, block, source));
    }

    /** From pixels of the source to pixels of the array. */
    private static void toArray(Crs crs, Affine array, SourceGrid source, double[] point) {
        double x = source.transform().x(point[0], point[1]);
        double y = source.transform().y(point[0], point[1]);
        point[0] = x;
        point[1] = y;
        source.crs().to(crs).apply(point);
        Affine inverse = array.inverse();
        double column = inverse.x(point[0], point[1]);
        point[1] = inverse.y(point[0], point[1]);
        point[0] = column;
    }

    /** Width and height of the image of a block; NaN where a point of it has none. */
    private static double[] size(ArrayToSource toSource, double left, double top, PixelWindow block) {
        double[] point = new double[2];
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int down = 0; down <= POINTS; down++) {
            for (int across = 0; across <= POINTS; across++) {
                toSource.map(
                        left + block.width() * (across / (double) POINTS),
                        top + block.height() * (down / (double) POINTS),
                        point);
                for (int axis = 0; axis < 2; axis++) {
                    least[axis] = Math.min(least[axis], point[axis]);
                    most[axis] = Math.max(most[axis], point[axis]);
                }
            }
        }
        return new double[] {most[0] - least[0], most[1] - least[1]};
    }

    /** With a pixel at either end, as windows are made of whole ones. */
    private static int atMost(double pixels, int all) {
        return pixels + 2 < all ? (int) Math.ceil(pixels) + 2 : all;
    }
}
