package io.cogstream.grid;

/**
 * The pixels of an array in its CRS and how they are cut into chunks. North-up: column 0 is the westernmost, row 0 the
 * northernmost.
 *
 * @param transform pixel to CRS, rectilinear
 * @param width columns of the array
 * @param height rows of the array
 * @param chunkWidth columns of one chunk; chunks at the right edge reach beyond the array
 * @param chunkHeight rows of one chunk; likewise at the bottom
 */
public record ArrayGrid(Affine transform, int width, int height, int chunkWidth, int chunkHeight) {

    /** Longest side of an array and of a chunk, in pixels; keeps pixel offsets inside a chunk within an int. */
    private static final int LONGEST_CHUNK_SIDE = 1 << 14;

    public ArrayGrid {
        if (!transform.isRectilinear() || transform.a() <= 0 || transform.e() >= 0) {
            throw new IllegalArgumentException("an array's grid is north-up, this transform is not: " + transform);
        }
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("array has no pixels: %d x %d".formatted(width, height));
        }
        if (chunkWidth < 1 || chunkHeight < 1 || Math.max(chunkWidth, chunkHeight) > LONGEST_CHUNK_SIDE) {
            throw new IllegalArgumentException("chunk of %d x %d pixels; each side must be 1 to %d"
                    .formatted(chunkHeight, chunkWidth, LONGEST_CHUNK_SIDE));
        }
    }

    /**
     * The grid whose top-left corner is that of {@code box}. Each side has the whole number of pixels nearest to the box
     * (half to even, at least 1), so the right and bottom edges of the box may move by up to half a pixel.
     *
     * @param pixelWidth CRS units
     * @param pixelHeight CRS units, positive
     */
    public static ArrayGrid over(
            BoundingBox box, double pixelWidth, double pixelHeight, int chunkWidth, int chunkHeight) {
        if (!(pixelWidth > 0 && pixelHeight > 0 && pixelWidth + pixelHeight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("resolution must be positive, not " + pixelWidth + "," + pixelHeight);
        }
        return new ArrayGrid(
                Affine.northUp(box.minX(), box.maxY(), pixelWidth, pixelHeight),
                pixels(box.width(), pixelWidth, "width"),
                pixels(box.height(), pixelHeight, "height"),
                chunkWidth,
                chunkHeight);
    }

    private static int pixels(double length, double pixel, String side) {
        double count = Math.rint(length / pixel);
        if (!(count <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "%s of %s at a resolution of %s makes %.0f pixels; at most %d are possible"
                            .formatted(side, length, pixel, count, Integer.MAX_VALUE));
        }
        return Math.max(1, (int) count);
    }

    public int chunksAcross() {
        return (width + chunkWidth - 1) / chunkWidth;
    }

    public int chunksDown() {
        return (height + chunkHeight - 1) / chunkHeight;
    }

    /**
     * The part of the array that a chunk holds, cut off at the array's edges.
     *
     * @param chunkY chunk row, from 0 in the north
     * @param chunkX chunk column, from 0 in the west
     */
    public PixelWindow window(int chunkY, int chunkX) {
        if (chunkY < 0 || chunkY >= chunksDown() || chunkX < 0 || chunkX >= chunksAcross()) {
            throw new IllegalArgumentException("chunk row %d, column %d lies outside the %d x %d chunks of the array"
                    .formatted(chunkY, chunkX, chunksDown(), chunksAcross()));
        }
        int column = chunkX * chunkWidth;
        int row = chunkY * chunkHeight;
        return new PixelWindow(column, row, Math.min(chunkWidth, width - column), Math.min(chunkHeight, height - row));
    }

    /** The box that {@code window} covers, in the units of the CRS. */
    public BoundingBox box(PixelWindow window) {
        return new BoundingBox(
                transform.x(window.column(), window.row()),
                transform.y(window.column(), window.endRow()),
                transform.x(window.endColumn(), window.row()),
                transform.y(window.column(), window.row()));
    }

    /** The box of the whole array, in the units of the CRS. */
    public BoundingBox box() {
        return box(new PixelWindow(0, 0, width, height));
    }
}
