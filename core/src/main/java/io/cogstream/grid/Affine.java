package io.cogstream.grid;

/**
 * Maps pixel space to CRS space, in the order of rasterio and of {@code proj:transform}:
 *
 * <pre>
 * x = a * column + b * row + c
 * y = d * column + e * row + f
 * </pre>
 *
 * Column and row are continuous with (0, 0) at the outer corner of the first pixel; its centre is (0.5, 0.5).
 */
public record Affine(double a, double b, double c, double d, double e, double f) {

    public Affine {
        double determinant = a * e - b * d;
        if (!Double.isFinite(determinant) || determinant == 0 || !Double.isFinite(c) || !Double.isFinite(f)) {
            throw new IllegalArgumentException(
                    "affine transform can't be inverted: [%s, %s, %s, %s, %s, %s]".formatted(a, b, c, d, e, f));
        }
    }

    /** North-up grid with square or rectangular pixels; {@code (west, north)} is the corner of the first pixel. */
    public static Affine northUp(double west, double north, double pixelWidth, double pixelHeight) {
        return new Affine(pixelWidth, 0, west, 0, -pixelHeight, north);
    }

    public double x(double column, double row) {
        return a * column + b * row + c;
    }

    public double y(double column, double row) {
        return d * column + e * row + f;
    }

    /** CRS space to pixel space. */
    public Affine inverse() {
        double determinant = a * e - b * d;
        double ra = e / determinant;
        double rb = -b / determinant;
        double rd = -d / determinant;
        double re = a / determinant;
        return new Affine(ra, rb, -c * ra - f * rb, rd, re, -c * rd - f * re);
    }

    /** The same place for pixels {@code columns} times as wide and {@code rows} times as high. */
    public Affine scaled(double columns, double rows) {
        return new Affine(a * columns, b * rows, c, d * columns, e * rows, f);
    }

    /** Whether columns depend on x alone and rows on y alone. */
    public boolean isRectilinear() {
        return b == 0 && d == 0;
    }

    /** Length of a step of one column, in CRS units. */
    public double pixelWidth() {
        return Math.hypot(a, d);
    }

    /** Length of a step of one row, in CRS units. */
    public double pixelHeight() {
        return Math.hypot(b, e);
    }

    /** The six numbers a, b, c, d, e, f. */
    public double[] toArray() {
        return new double[] {a, b, c, d, e, f};
    }
}
