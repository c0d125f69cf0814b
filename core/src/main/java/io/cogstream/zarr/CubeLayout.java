package io.cogstream.zarr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.grid.Affine;
import io.cogstream.grid.BoundingBox;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.raster.DataType;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the metadata of one {@code (band, time, y, x)} array says. A chunk holds one band and one time step.
 *
 * @param bands names along the band axis, distinct, at least one
 * @param time steps along the time axis
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param transform pixel corner to CRS; north-up, rows going south
 * @param crs the CRS of the transform
 * @param chunkHeight rows of a chunk, at least 1; may exceed {@code height}
 * @param chunkWidth columns of a chunk, at least 1; may exceed {@code width}
 * @param dataType type of the pixels
 * @param nodata the value of pixels without data, which {@code dataType} holds; null when unknown, then such pixels are 0
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
        DataType dataType,
        @Nullable Double nodata,
        int zstdLevel,
        ObjectNode spec) {

    /** Name of the pixels' array below the group. */
    public static final String DATA = "data";

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
        if ((long) chunkHeight * chunkWidth * dataType.bytes() > ChunkEncoder.MAX_CHUNK_BYTES) {
            throw new IllegalArgumentException("chunk of %d x %d pixels of %s is larger than %d bytes"
                    .formatted(chunkHeight, chunkWidth, dataType.zarrName(), ChunkEncoder.MAX_CHUNK_BYTES));
        }
        if (!transform.isRectilinear() || transform.a() <= 0 || transform.e() >= 0) {
            throw new IllegalArgumentException("the array's grid is not north-up: " + transform);
        }
        if (nodata != null && !dataType.holds(nodata)) {
            throw new IllegalArgumentException("nodata " + nodata + " does not fit " + dataType.zarrName());
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

    /** Size of one uncompressed chunk; edge chunks are as large as the others, padded with fill. */
    public int chunkBytes() {
        return chunkHeight * chunkWidth * dataType.bytes();
    }

    private static int ceilDivide(int value, int by) {
        return (value - 1) / by + 1;
    }
}
