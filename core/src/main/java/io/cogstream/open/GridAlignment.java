package io.cogstream.open;

import io.cogstream.failure.SourceException;
import io.cogstream.grid.Affine;
import io.cogstream.grid.BoundingBox;
import io.cogstream.plan.SourceContract;
import io.cogstream.proj.Crs;
import io.cogstream.tiff.GeoTiff;

/** Widens a box to the pixel edges of a file, so that the array's pixels are the file's own. */
final class GridAlignment {
    /** Of a pixel: a side this near an edge is on it. Numbers such as 0.1 have no exact form. */
    private static final double ON_EDGE = 1e-6;

    private GridAlignment() {}

    /**
     * @throws RequestException if the file has another CRS, or is not north-up
     * @throws SourceException if the file does not say where its pixels are
     */
    static BoundingBox outwards(BoundingBox box, GeoTiff file, Crs crs) throws RequestException, SourceException {
        Crs own = SourceContract.crs(file);
        if (!own.equals(crs)) {
            throw new RequestException("--align: %s is in %s, not in the array's CRS; pass --crs %s"
                    .formatted(file.href(), own.name(), own.definition()));
        }
        Affine grid = file.transform(0);
        if (!grid.isRectilinear()) {
            throw new RequestException("--align: the pixels of %s are rotated".formatted(file.href()));
        }
        double width = Math.abs(grid.a());
        double height = Math.abs(grid.e());
        return new BoundingBox(
                edge(box.minX(), grid.c(), width, -1),
                edge(box.minY(), grid.f(), height, -1),
                edge(box.maxX(), grid.c(), width, 1),
                edge(box.maxY(), grid.f(), height, 1));
    }

    /** @param direction 1 for the edge at or beyond {@code side}, -1 for the one at or before */
    private static double edge(double side, double origin, double pixel, int direction) {
        double pixels = (side - origin) / pixel;
        double nearest = Math.rint(pixels);
        double whole = Math.abs(pixels - nearest) <= ON_EDGE
                ? nearest
                : direction > 0 ? Math.ceil(pixels) : Math.floor(pixels);
        return origin + whole * pixel;
    }
}
