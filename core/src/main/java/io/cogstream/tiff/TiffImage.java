package io.cogstream.tiff;

import io.cogstream.codec.CodecTags;
import io.cogstream.codec.Predictor;
import io.cogstream.codec.TileLayout;
import io.cogstream.raster.DataType;
import java.util.List;
import java.util.OptionalInt;

/**
 * One image of a file: the full size, an overview or a mask. Strips are tiles as wide as the image.
 *
 * @param ifdOffset place of its directory in the file, in bytes
 * @param width columns
 * @param height rows
 * @param tileWidth columns of a tile; the image's width for strips
 * @param tileHeight rows of a tile, or of a strip (the last strip may be shorter, a tile never is)
 * @param tiled true for tiles, false for strips
 * @param samplesPerPixel bands, alpha included
 * @param dataType type of a sample in memory
 * @param bitsPerSample bits of a sample in the file: those of the type, or fewer, which decoding widens
 * @param planar true if each sample has tiles of its own, false if samples stand side by side in a pixel
 * @param compression value of the Compression tag (259)
 * @param codecTags what the directory says to the codec alone
 * @param predictor what to undo after decompression
 * @param extraSamples values of the ExtraSamples tag (338) for the last samples: 1 and 2 are alpha
 * @param reduced whether NewSubfileType says overview
 * @param offsets place of each tile in the file, in bytes; 0 with count 0 for a tile that is left out
 * @param counts compressed size of each tile in bytes
 */
public record TiffImage(
        long ifdOffset,
        int width,
        int height,
        int tileWidth,
        int tileHeight,
        boolean tiled,
        int samplesPerPixel,
        DataType dataType,
        int bitsPerSample,
        boolean planar,
        int compression,
        CodecTags codecTags,
        Predictor predictor,
        List<Integer> extraSamples,
        boolean reduced,
        long[] offsets,
        long[] counts) {

    /** Larger tiles are refused, whatever the header says. */
    public static final long MAX_TILE_BYTES = 256L << 20;

    public TiffImage {
        if (width < 1 || height < 1 || tileWidth < 1 || tileHeight < 1 || samplesPerPixel < 1) {
            throw new IllegalArgumentException("image of %d x %d, tiles of %d x %d, %d samples"
                    .formatted(width, height, tileWidth, tileHeight, samplesPerPixel));
        }
        extraSamples = List.copyOf(extraSamples);
        long tiles = ceilDiv(width, tileWidth) * ceilDiv(height, tileHeight) * (planar ? samplesPerPixel : 1L);
        if (offsets.length != tiles || counts.length != tiles) {
            throw new IllegalArgumentException(
                    "%d offsets and %d counts for %d tiles".formatted(offsets.length, counts.length, tiles));
        }
    }

    private static long ceilDiv(int size, int tile) {
        return ((long) size + tile - 1) / tile;
    }

    public int tilesAcross() {
        return (int) ceilDiv(width, tileWidth);
    }

    public int tilesDown() {
        return (int) ceilDiv(height, tileHeight);
    }

    public int tileCount() {
        return offsets.length;
    }

    /**
     * Position of a tile in {@link #offsets} and {@link #counts}.
     *
     * @param tileColumn counted in tiles from 0 at the left
     * @param tileRow counted in tiles from 0 at the top
     * @param sample counted from 0; matters only if planar
     */
    public int tileIndex(int tileColumn, int tileRow, int sample) {
        int plane = planar ? sample : 0;
        return (plane * tilesDown() + tileRow) * tilesAcross() + tileColumn;
    }

    /** Samples that stand side by side in one pixel of a decoded tile: all when chunky, 1 when planar. */
    public int samplesPerTilePixel() {
        return planar ? 1 : samplesPerPixel;
    }

    /** Rows of a decoded tile: the last strip is cut at the image's end, a tile never is. */
    public int tileRows(int tile) {
        int row = tile / tilesAcross() % tilesDown();
        return tiled ? tileHeight : Math.min(tileHeight, height - row * tileHeight);
    }

    /** What a tile's codec has to fill. */
    public TileLayout layout(int tile) {
        return new TileLayout(tileWidth, tileRows(tile), samplesPerTilePixel(), bitsPerSample, dataType);
    }

    /** Value of the PhotometricInterpretation tag (262). */
    public int photometric() {
        return codecTags.photometric();
    }

    /** Bytes of one decoded tile, with samples of {@link #dataType()}. */
    public int tileBytes(int tile) {
        return tileRows(tile) * tileWidth * samplesPerTilePixel() * dataType.bytes();
    }

    /** Whether the tile was left out by its writer; it reads as nodata, or 0 if there is none. */
    public boolean isSparse(int tile) {
        return offsets[tile] == 0 && counts[tile] == 0;
    }

    /** The sample that holds alpha, counted from 0, if there is one. */
    public OptionalInt alphaSample() {
        for (int i = 0; i < extraSamples.size(); i++) {
            if (extraSamples.get(i) == 1 || extraSamples.get(i) == 2) {
                int sample = samplesPerPixel - extraSamples.size() + i;
                return sample < 0 ? OptionalInt.empty() : OptionalInt.of(sample);
            }
        }
        return OptionalInt.empty();
    }
}
