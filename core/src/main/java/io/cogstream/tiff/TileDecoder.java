package io.cogstream.tiff;

import io.cogstream.codec.CodecException;
import io.cogstream.codec.Predictor;
import io.cogstream.codec.SampleWidening;
import io.cogstream.codec.TileCodec;
import io.cogstream.codec.TileCodecs;
import io.cogstream.codec.TileLayout;
import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.raster.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Compressed tiles to little-endian samples. */
public final class TileDecoder {
    private TileDecoder() {}

    /**
     * Decodes one tile.
     *
     * @param level number for {@link GeoTiff#image(int)}
     * @param compressed the tile's bytes as they stand in the file; its position is left alone
     * @return rows from top to bottom, pixels from left to right, samples of a pixel side by side (one sample if planar): a
     *     full tile also at the image's edges, but the last strip only as high as it is
     * @throws SourceException if the tile is damaged, or uses what is not read
     */
    public static byte[] decode(GeoTiff file, int level, int tile, ByteBuffer compressed) throws SourceException {
        TiffImage image = file.image(level);
        TileLayout layout = image.layout(tile);
        int length = layout.bytes();
        int size = compressed.remaining();
        if (size < image.counts()[tile]) {
            throw malformed(
                    file, level, tile, 0, "the file ends after %d of %d bytes".formatted(size, image.counts()[tile]));
        }
        try {
            TileCodec codec = codec(file.href(), image, layout);
            if (length > codec.maxOutput(size)) {
                throw malformed(file, level, tile, 0, "%d bytes can't hold a tile of %d bytes".formatted(size, length));
            }
            byte[] pixels = new byte[length];
            decompress(codec, compressed, pixels);
            return samples(pixels, layout, image.predictor(), file.byteOrder());
        } catch (CodecException e) {
            throw e.isUnsupported()
                    ? new UnsupportedSourceException(file.href(), place(file, level, tile) + e.getMessage(), e)
                    : malformed(file, level, tile, e.offset(), String.valueOf(e.getMessage()));
        }
    }

    private static byte[] samples(byte[] pixels, TileLayout layout, Predictor predictor, ByteOrder order) {
        if (layout.bits() % 8 == 0) {
            predictor.undo(pixels, pixels.length, layout.columns(), layout.samples(), layout.bits() / 8, order);
        }
        return layout.isPlain() ? pixels : SampleWidening.widen(pixels, layout);
    }

    private static void decompress(TileCodec codec, ByteBuffer compressed, byte[] pixels) throws CodecException {
        if (compressed.hasArray()) {
            int start = compressed.arrayOffset() + compressed.position();
            codec.decode(compressed.array(), start, compressed.remaining(), pixels, pixels.length);
        } else {
            byte[] copy = new byte[compressed.remaining()];
            compressed.duplicate().get(copy);
            codec.decode(copy, 0, copy.length, pixels, pixels.length);
        }
    }

    /** The pixels of a tile that its writer left out: nodata, or 0 if there is none; in a mask 0. */
    public static byte[] sparse(GeoTiff file, int level, int tile) {
        TiffImage image = file.image(level);
        byte[] pixels = new byte[image.tileBytes(tile)];
        Double nodata = file.nodata();
        if (nodata != null && nodata != 0 && !file.isMask(level)) {
            DataType type = image.dataType();
            type.set(pixels, 0, nodata);
            fill(pixels, type.bytes());
        }
        return pixels;
    }

    /** Repeats the first {@code period} bytes. */
    private static void fill(byte[] pixels, int period) {
        for (int done = period; done < pixels.length; done *= 2) {
            System.arraycopy(pixels, 0, pixels, done, Math.min(done, pixels.length - done));
        }
    }

    private static TileCodec codec(String href, TiffImage image, TileLayout layout)
            throws CodecException, UnsupportedSourceException {
        TileCodec codec = TileCodecs.of(image.compression(), image.codecTags(), layout);
        if (codec == null) {
            throw new UnsupportedSourceException(
                    href, "compression " + TileCodecs.name(image.compression()) + " is not read");
        }
        return codec;
    }

    private static MalformedSourceException malformed(GeoTiff file, int level, int tile, int at, String what) {
        long offset = file.image(level).offsets()[tile] + at;
        return new MalformedSourceException(file.href(), place(file, level, tile) + "offset " + offset + ": " + what);
    }

    private static String place(GeoTiff file, int level, int tile) {
        return file.imageName(level) + ", tile " + tile + ": ";
    }
}
