package io.cogstream.zarr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.grid.Affine;
import io.cogstream.grid.BoundingBox;
import io.cogstream.grid.ChunkIndex;
import java.util.HashSet;
import java.util.List;

/**
 * Everything that the metadata of an array says: one {@code (band, time, y, x)} array, or one {@code (time, y, x)} array per
 * band. A chunk holds one band and one time step.
 *
 * @param bands names along the band axis, distinct, at least one
 * @param time steps along the time axis
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param transform pixel corner to CRS; north-up, rows going south
 * @param crs the CRS of the transform
 * @param chunkHeight rows of a chunk, at least 1; may exceed {@code height}
 * @param chunkWidth columns of a chunk, at least 1; may exceed {@code width}
 * @param pixels the arrays that hold pixels
 * @param zstdLevel level of compression, as zstd counts it
 * @param spec the caller's own description of the array, kept among the group's attributes
 */
public record CubeLayout(
        List<String> bands,
        TimeAxis time,
        int height,
        int width,
        Affine transform,
        CrsAttributes crs,
        int chunkHeight,
        int chunkWidth,
        PixelArrays pixels,
        int zstdLevel,
        ObjectNode spec) {

    /** Name below the group of the array that holds all bands. */
    public static final String DATA = "data";

    /** Name of the array that says where its pixels are from. */
    static final String PROVENANCE = "provenance";

    /** The group attribute that holds {@link #spec()}. */
    public static final String SPEC_ATTRIBUTE = "cogstream";

    /** Fast, and within a few per cent of what higher levels reach on imagery. */
    public static final int DEFAULT_ZSTD_LEVEL = 1;

    public CubeLayout {
        bands = List.copyOf(bands);
        if (bands.isEmpty() || new HashSet<>(bands).size() != bands.size()) {
            throw new IllegalArgumentException("bands must be distinct and at least one: " + bands);
        }
        if (height < 1 || width < 1 || chunkHeight < 1 || chunkWidth < 1) {
            throw new IllegalArgumentException(
                    "array of %d x %d pixels in chunks of %d x %d".formatted(height, width, chunkHeight, chunkWidth));
        }
        if ((long) chunkHeight * chunkWidth * pixels.largestSample() > ChunkEncoder.MAX_CHUNK_BYTES) {
            throw new IllegalArgumentException("chunk of %d x %d pixels of %d bytes is larger than %d bytes"
                    .formatted(chunkHeight, chunkWidth, pixels.largestSample(), ChunkEncoder.MAX_CHUNK_BYTES));
        }
        if (pixels.keys().isPerBand() && pixels.formats().size() != bands.size()) {
            throw new IllegalArgumentException(pixels.formats().size() + " formats for the bands " + bands);
        }
        if (!transform.isRectilinear() || transform.a() <= 0 || transform.e() >= 0) {
            throw new IllegalArgumentException("the array's grid is not north-up: " + transform);
        }
        ChunkEncoder.checkLevel(zstdLevel);
    }

    /** The outer edges of the pixels. */
    public BoundingBox bounds() {
        return new BoundingBox(transform.c(), transform.y(0, height), transform.x(width, 0), transform.f());
    }

    /** Chunks along the y axis. */
    public int chunkRows() {
        return ceilDivide(height, chunkHeight);
    }

    /** Chunks along the x axis. */
    public int chunkColumns() {
        return ceilDivide(width, chunkWidth);
    }

    /** Whether the index names a chunk of this array. */
    public boolean contains(ChunkIndex index) {
        return index.band() < bands.size()
                && index.time() < time.size()
                && index.y() < chunkRows()
                && index.x() < chunkColumns();
    }

    /**
     * Size of one uncompressed chunk of pixels; edge chunks are as large as the others, padded with fill.
     *
     * @param band from 0
     */
    public int chunkBytes(int band) {
        return chunkHeight * chunkWidth * pixels.format(band).dataType().bytes();
    }

    private static int ceilDivide(int value, int by) {
        return (value - 1) / by + 1;
    }
}
