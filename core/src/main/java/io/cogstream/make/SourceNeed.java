package io.cogstream.make;

import io.cogstream.tiff.TiffImage;
import io.cogstream.tiff.ValidityBand;
import java.util.Objects;

/**
 * Most memory that one source takes for a chunk.
 *
 * @param windowBytes its pixels, which stay until the chunk is made
 * @param tileBytes the tiles that these are cut from, compressed and decoded, which do not
 */
record SourceNeed(long windowBytes, long tileBytes) {

    /**
     * An upper bound wherever the window lies in the image: whole tiles are read.
     *
     * @param columns of the window, at most those of the image
     * @param rows of the window, likewise
     */
    static SourceNeed of(PlacedSource source, long columns, long rows) {
        long tiles = tileBytes(source.image(), source.sample(), columns, rows);
        if (source.hasValidityTiles()) {
            ValidityBand validity = Objects.requireNonNull(source.validity());
            tiles += tileBytes(source.file().image(validity.image()), validity.sample(), columns, rows);
        }
        return new SourceNeed(columns * rows * source.pixelBytes(), tiles);
    }

    private static long tileBytes(TiffImage image, int sample, long columns, long rows) {
        long across = Math.min(image.tilesAcross(), (columns + image.tileWidth() - 2) / image.tileWidth() + 1);
        long down = Math.min(image.tilesDown(), (rows + image.tileHeight() - 2) / image.tileHeight() + 1);
        long largest = 0;
        for (int row = 0; row < image.tilesDown(); row++) {
            for (int column = 0; column < image.tilesAcross(); column++) {
                largest = Math.max(largest, LocatedSource.tileBytes(image, image.tileIndex(column, row, sample)));
            }
        }
        return across * down * largest;
    }
}
