package io.cogstream.tiff;

import io.cogstream.grid.PixelWindow;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The tiles that a window touches, and the copying of one sample from a tile to its place in the window.
 *
 * @param sample counted from 0
 * @param window inside the image
 */
public record TilesOfWindow(TiffImage image, int sample, PixelWindow window) {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Tile indices, row by row. */
    public int[] indices() {
        int firstColumn = window.column() / image.tileWidth();
        int lastColumn = (window.endColumn() - 1) / image.tileWidth();
        int firstRow = window.row() / image.tileHeight();
        int lastRow = (window.endRow() - 1) / image.tileHeight();
        int[] tiles = new int[(lastColumn - firstColumn + 1) * (lastRow - firstRow + 1)];
        int count = 0;
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                tiles[count++] = image.tileIndex(column, row, sample);
            }
        }
        return tiles;
    }

    void fillSparse(GeoTiff file, int level, byte[] pixels) {
        Double nodata = file.nodata();
        if (nodata == null || nodata == 0 || file.isMask(level)) {
            return;
        }
        for (int tile : indices()) {
            if (image.isSparse(tile)) {
                copy(tile, TileDecoder.sparse(file, level, tile), pixels);
            }
        }
    }

    /** Copies what the window wants of a decoded tile to {@code pixels}, the row-major window. */
    public void copy(int tile, byte[] decoded, byte[] pixels) {
        int left = tile % image.tilesAcross() * image.tileWidth();
        int top = tile / image.tilesAcross() % image.tilesDown() * image.tileHeight();
        int firstColumn = Math.max(left, window.column());
        int firstRow = Math.max(top, window.row());
        int endRow = (int) Math.min((long) top + image.tileRows(tile), window.endRow());
        int columns = (int) Math.min((long) left + image.tileWidth(), window.endColumn()) - firstColumn;
        int bytes = image.dataType().bytes();
        int stride = image.samplesPerTilePixel() * bytes;
        int lane = image.planar() ? 0 : sample * bytes;
        for (int row = firstRow; row < endRow; row++) {
            int from = ((row - top) * image.tileWidth() + firstColumn - left) * stride + lane;
            int to = ((row - window.row()) * window.width() + firstColumn - window.column()) * bytes;
            if (stride == bytes) {
                System.arraycopy(decoded, from, pixels, to, columns * bytes);
            } else {
                gather(decoded, from, stride, pixels, to, columns);
            }
        }
    }

    private void gather(byte[] decoded, int start, int stride, byte[] pixels, int to, int columns) {
        int from = start;
        switch (image.dataType().bytes()) {
            case 1 -> {
                for (int i = 0; i < columns; i++, from += stride) {
                    pixels[to + i] = decoded[from];
                }
            }
            case 2 -> {
                for (int i = 0; i < columns; i++, from += stride) {
                    SHORT.set(pixels, to + 2 * i, (short) SHORT.get(decoded, from));
                }
            }
            case 4 -> {
                for (int i = 0; i < columns; i++, from += stride) {
                    INT.set(pixels, to + 4 * i, (int) INT.get(decoded, from));
                }
            }
            default -> {
                for (int i = 0; i < columns; i++, from += stride) {
                    LONG.set(pixels, to + 8 * i, (long) LONG.get(decoded, from));
                }
            }
        }
    }
}
