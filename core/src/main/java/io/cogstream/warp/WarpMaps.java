package io.cogstream.warp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cogstream.grid.Affine;
import io.cogstream.grid.PixelWindow;
import io.cogstream.proj.Crs;

/** Warp maps, computed once per geometry and kept while there is room. Safe for concurrent use. */
public final class WarpMaps {
    private final Cache<Key, NearestMap> maps;

    private record Key(Crs crs, Affine array, PixelWindow block, SourceGrid source) {}

    /** @param maxBytes memory for maps that are kept for reuse */
    public WarpMaps(long maxBytes) {
        maps = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Key key, NearestMap map) -> (int) Math.min(Integer.MAX_VALUE, map.bytes()))
                // At once, by whoever adds: on a busy machine another thread may come to it late, with much too much
                // kept.
                .executor(Runnable::run)
                .build();
    }

    /**
     * The map from a block of an array to one level of a source.
     *
     * @param crs of the array
     * @param array pixel to CRS, of the array
     * @param block array pixels, by absolute column and row
     */
    public NearestMap get(Crs crs, Affine array, PixelWindow block, SourceGrid source) {
        return maps.get(new Key(crs, array, block, source), key -> compute(crs, array, block, source));
    }

    /**
     * Most memory that a map will keep, in bytes, without computing it.
     *
     * @param block array pixels, by absolute column and row
     */
    public static long mostBytes(Crs crs, Affine array, PixelWindow block, SourceGrid source) {
        return new ArrayToSource(crs, array, source).isSeparable()
                ? SeparableMap.bytes(block.width(), block.height())
                : mostBytes(block.width(), block.height());
    }

    /** Most memory that the map of a block of any source keeps, in bytes. */
    public static long mostBytes(int columns, int rows) {
        return DenseMap.bytes(columns, rows);
    }

    /** Like {@link #mostBytes(Crs, Affine, PixelWindow, SourceGrid)}, for what computing the map takes for a moment beyond what it keeps. */
    public static long scratchBytes(Crs crs, Affine array, PixelWindow block, SourceGrid source) {
        return new ArrayToSource(crs, array, source).isSeparable() ? 0 : scratchBytes(block.width(), block.height());
    }

    /** Most that computing the map of a block of any source takes for a moment, in bytes. */
    public static long scratchBytes(int columns, int rows) {
        return 4L * columns * rows;
    }

    static NearestMap compute(Crs crs, Affine array, PixelWindow block, SourceGrid source) {
        ArrayToSource exact = new ArrayToSource(crs, array, source);
        if (exact.isSeparable()) {
            return SeparableMap.of(exact, block, source);
        }
        int pixels = Math.toIntExact(block.pixels());
        int[] columns = new int[pixels];
        int[] rows = new int[pixels];
        new ApproximateMapping(exact, block, source, columns, rows).compute();
        return new DenseMap(block.width(), block.height(), columns, rows);
    }
}
