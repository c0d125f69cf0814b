package io.cogstream.warp;

import io.cogstream.grid.Affine;
import io.cogstream.proj.Crs;
import io.cogstream.proj.PointTransform;

/**
 * Maps positions in an array to positions in a source image, both in continuous pixels with (0, 0) at the outer corner of
 * the first pixel. Exact; not safe for concurrent use.
 */
final class ArrayToSource {
    private final Affine array;
    private final Affine toPixels;
    private final PointTransform toSourceCrs;
    private final boolean wraps;
    private final double west;
    private final double east;

    ArrayToSource(Crs arrayCrs, Affine array, SourceGrid source) {
        this.array = array;
        this.toPixels = source.transform().inverse();
        this.toSourceCrs = arrayCrs.to(source.crs());
        this.wraps = source.crs().isGeographic() && source.transform().isRectilinear();
        double oneEdge = source.transform().c();
        double otherEdge = source.transform().x(source.width(), 0);
        this.west = Math.min(oneEdge, otherEdge);
        this.east = Math.max(oneEdge, otherEdge);
    }

    /** Whether source columns depend on array columns alone, and rows on rows. */
    boolean isSeparable() {
        return toSourceCrs.isIdentity() && toPixels.isRectilinear();
    }

    /**
     * @param column array column, such as 0.5 for the centre of the first
     * @param row array row
     * @param out receives source column and row, NaN where the source CRS has no such point
     */
    void map(double column, double row, double[] out) {
        out[0] = array.c() + column * array.a();
        out[1] = array.f() + row * array.e();
        toSourceCrs.apply(out);
        double x = wraps ? wrapped(out[0]) : out[0];
        double y = out[1];
        out[0] = toPixels.a() * x + toPixels.b() * y + toPixels.c();
        out[1] = toPixels.d() * x + toPixels.e() * y + toPixels.f();
    }

    /** Images may count longitudes from 0 to 360 or on beyond 180; the array may too. */
    private double wrapped(double longitude) {
        return longitude >= west && longitude <= east
                ? longitude
                : longitude - 360 * Math.floor((longitude - west) / 360);
    }
}
