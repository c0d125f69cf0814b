package io.cogstream.codec;

import io.cogstream.raster.DataType;

/**
 * The tile that a codec fills, with its samples as they stand in the file.
 *
 * @param columns pixels of one row, what a tile at the edge has beyond the image included
 * @param rows rows of pixels
 * @param samples that stand side by side in one pixel: all of them when chunky, 1 when planar
 * @param bits of one sample in the file, 1 to 64
 * @param type of one sample in memory, which holds every value of {@code bits}
 */
public record TileLayout(int columns, int rows, int samples, int bits, DataType type) {

    public TileLayout {
        if (columns < 1 || rows < 1 || samples < 1 || bits < 1 || bits > 8 * type.bytes()) {
            throw new IllegalArgumentException(
                    "tile of %d x %d, %d samples of %d bits".formatted(columns, rows, samples, bits));
        }
    }

    /** Samples of one row. */
    public int rowSamples() {
        return columns * samples;
    }

    /** Bytes of one row in the file: rows start at whole bytes. */
    public int rowBytes() {
        return (int) (((long) rowSamples() * bits + 7) / 8);
    }

    /** Bytes that the codec yields. */
    public int bytes() {
        return rows * rowBytes();
    }

    /** Whether samples stand in memory as in the file, but for their byte order. */
    public boolean isPlain() {
        return bits == 8 * type.bytes();
    }
}
