package io.cogstream.tiff;

import io.cogstream.codec.CodecTags;
import io.cogstream.codec.Predictor;
import io.cogstream.codec.TileCodecs;
import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.UnsupportedSourceException;
import io.cogstream.raster.DataType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One directory as an image: checks everything before memory is taken for it. */
final class ImageIfd {
    /** Tile tables of more entries are refused: 4 Mi tiles of 512² are a million pixels square. */
    private static final long MAX_TILES = 4L << 20;

    private static final int MAX_SAMPLES = 4096;
    private static final int MAX_JPEG_TABLES = 1 << 16;
    private static final int MAX_LERC_PARAMETERS = 16;
    private static final int UNASSOCIATED_ALPHA = 2;
    private static final int REDUCED = 1;
    private static final int MASK = 4;
    private static final int PHOTOMETRIC_MASK = 4;

    private final Ifd ifd;
    private final boolean tiled;
    private final int width;
    private final int height;
    private final int tileWidth;
    private final int tileHeight;
    private final int samples;
    private final boolean planar;
    private final long tiles;

    ImageIfd(Ifd ifd) throws SourceException {
        this.ifd = ifd;
        tiled = ifd.has(Tag.TILE_WIDTH) || ifd.has(Tag.TILE_OFFSETS);
        width = ifd.size(Tag.IMAGE_WIDTH);
        height = ifd.size(Tag.IMAGE_LENGTH);
        tileWidth = tiled ? ifd.size(Tag.TILE_WIDTH) : width;
        tileHeight = tiled ? ifd.size(Tag.TILE_LENGTH) : stripHeight();
        samples = ifd.has(Tag.SAMPLES_PER_PIXEL) ? ifd.size(Tag.SAMPLES_PER_PIXEL) : 1;
        if (samples > MAX_SAMPLES) {
            throw unsupported("%d samples per pixel are not read".formatted(samples));
        }
        long planarConfiguration = ifd.number(Tag.PLANAR_CONFIGURATION, 1);
        if (planarConfiguration < 1 || planarConfiguration > 2) {
            throw ifd.malformed(Tag.PLANAR_CONFIGURATION, "is " + planarConfiguration);
        }
        planar = planarConfiguration == 2 && samples > 1;
        tiles = tileCount();
    }

    /** Whether a directory is an overview: of the image, or of its mask. */
    static boolean isReduced(Ifd ifd) throws MalformedSourceException {
        return (ifd.number(Tag.NEW_SUBFILE_TYPE, 0) & REDUCED) != 0 || ifd.number(Tag.SUBFILE_TYPE, 0) == 2;
    }

    static boolean isMask(Ifd ifd) throws MalformedSourceException {
        return (ifd.number(Tag.NEW_SUBFILE_TYPE, 0) & MASK) != 0 || ifd.number(Tag.PHOTOMETRIC, 0) == PHOTOMETRIC_MASK;
    }

    private int stripHeight() throws MalformedSourceException {
        long rows = ifd.number(Tag.ROWS_PER_STRIP, height);
        if (rows < 1) {
            throw ifd.malformed(Tag.ROWS_PER_STRIP, "is " + rows);
        }
        return (int) Math.min(rows, height);
    }

    private long tileCount() throws SourceException {
        long across = ((long) width + tileWidth - 1) / tileWidth;
        long down = ((long) height + tileHeight - 1) / tileHeight;
        // Neither factor exceeds 2^31, so the product of two fits; the third is checked first.
        long plane = across * down;
        long count = plane > MAX_TILES ? plane : plane * (planar ? samples : 1);
        for (Tag tag : List.of(offsetsTag(), countsTag())) {
            if (!ifd.has(tag)) {
                throw ifd.malformed(tag, "is absent");
            }
            if (ifd.count(tag) != count) {
                throw ifd.malformed(tag, "has %s values for %d tiles".formatted(ifd.count(tag), count));
            }
        }
        if (count > MAX_TILES) {
            throw unsupported("more than %d tiles are not read".formatted(MAX_TILES));
        }
        return count;
    }

    private Tag offsetsTag() {
        return tiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS;
    }

    private Tag countsTag() {
        return tiled ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS;
    }

    /** Asks for everything that {@link #toImage} will need. */
    void request() throws SourceException {
        ifd.values(offsetsTag(), tiles);
        ifd.values(countsTag(), tiles);
        ifd.values(Tag.BITS_PER_SAMPLE, samples);
        ifd.values(Tag.SAMPLE_FORMAT, samples);
        ifd.values(Tag.EXTRA_SAMPLES, samples);
        ifd.values(Tag.JPEG_TABLES, MAX_JPEG_TABLES);
        ifd.values(Tag.LERC_PARAMETERS, MAX_LERC_PARAMETERS);
    }

    TiffImage toImage() throws SourceException {
        int compression = (int) ifd.number(Tag.COMPRESSION, TileCodecs.NONE);
        int bits = bitsPerSample();
        DataType type = dataType(bits);
        if (ifd.number(Tag.FILL_ORDER, 1) != 1) {
            throw unsupported("FillOrder " + ifd.number(Tag.FILL_ORDER, 1) + " is not read");
        }
        if (ifd.number(Tag.IMAGE_DEPTH, 1) != 1) {
            throw unsupported("volumes (ImageDepth) are not read");
        }
        long rowBytes = (long) tileWidth * (planar ? 1 : samples) * type.bytes();
        if (rowBytes > TiffImage.MAX_TILE_BYTES / tileHeight) {
            throw unsupported("tiles or strips of %d x %d pixels, more than %d bytes, are not read"
                    .formatted(tileWidth, tileHeight, TiffImage.MAX_TILE_BYTES));
        }
        return new TiffImage(
                ifd.offset(),
                width,
                height,
                tileWidth,
                tileHeight,
                tiled,
                samples,
                type,
                bits,
                planar,
                compression,
                codecTags(),
                predictor(compression, type, bits),
                extraSamples(),
                isReduced(ifd),
                table(offsetsTag()),
                table(countsTag()));
    }

    private long[] table(Tag tag) throws MalformedSourceException {
        long[] values = ifd.unsigned(tag, tiles);
        if (values == null) {
            throw ifd.malformed(tag, "is absent");
        }
        return values;
    }

    private int bitsPerSample() throws SourceException {
        long[] bits = ifd.unsigned(Tag.BITS_PER_SAMPLE, samples);
        if (bits == null) {
            return 1;
        }
        if (bits.length != samples) {
            throw ifd.malformed(Tag.BITS_PER_SAMPLE, "has %d values for %d samples".formatted(bits.length, samples));
        }
        for (long value : bits) {
            if (value != bits[0]) {
                throw unsupported("samples of %d and %d bits in one pixel are not read".formatted(bits[0], value));
            }
        }
        if (bits[0] < 1 || bits[0] > 128) {
            throw ifd.malformed(Tag.BITS_PER_SAMPLE, "is " + bits[0]);
        }
        return (int) bits[0];
    }

    private DataType dataType(int bits) throws SourceException {
        long[] formats = ifd.unsigned(Tag.SAMPLE_FORMAT, samples);
        long format = formats == null || formats.length == 0 ? 1 : formats[0];
        if (formats != null) {
            for (long other : formats) {
                if (other != format) {
                    throw unsupported("samples of different SampleFormat in one pixel are not read");
                }
            }
        }
        if (bits == 1 && isMask(ifd)) {
            return DataType.UINT8;
        }
        return switch ((int) format) {
            // 4 is "undefined", which GDAL and libtiff take for unsigned.
            case 1, 4 -> integer("UINT", bits);
            case 2 -> integer("INT", bits);
            case 3 -> floating(bits);
            case 5, 6 -> throw unsupported("complex samples are not read");
            default -> throw ifd.malformed(Tag.SAMPLE_FORMAT, "is " + format);
        };
    }

    /** Unsigned integers of 1, 2, 4 and 12 bits become the next type that holds them, as GDAL does it. */
    private DataType integer(String prefix, int bits) throws UnsupportedSourceException {
        boolean packed = bits == 1 || bits == 2 || bits == 4 || bits == 12;
        if (packed && prefix.equals("UINT")) {
            return bits < 8 ? DataType.UINT8 : DataType.UINT16;
        }
        if (bits != 8 && bits != 16 && bits != 32 && bits != 64) {
            throw unsupported("%d-bit %s samples are not read".formatted(bits, prefix.toLowerCase(Locale.ROOT)));
        }
        return DataType.valueOf(prefix + bits);
    }

    private DataType floating(int bits) throws UnsupportedSourceException {
        return switch (bits) {
            case 16, 32 -> DataType.FLOAT32;
            case 64 -> DataType.FLOAT64;
            default -> throw unsupported("float samples of %d bits are not read".formatted(bits));
        };
    }

    private CodecTags codecTags() throws MalformedSourceException {
        List<Integer> extra = extraSamples();
        long[] lerc = ifd.unsigned(Tag.LERC_PARAMETERS, MAX_LERC_PARAMETERS);
        return new CodecTags(
                (int) ifd.number(Tag.PHOTOMETRIC, 1),
                !extra.isEmpty() && extra.get(extra.size() - 1) == UNASSOCIATED_ALPHA,
                jpegTables(),
                lerc == null || lerc.length < 2 ? 0 : lerc[1]);
    }

    private byte @Nullable [] jpegTables() throws MalformedSourceException {
        ByteBuffer values = ifd.values(Tag.JPEG_TABLES, MAX_JPEG_TABLES);
        if (values == null) {
            return null;
        }
        byte[] tables = new byte[values.remaining()];
        values.duplicate().get(tables);
        return tables;
    }

    private Predictor predictor(int compression, DataType type, int bits) throws SourceException {
        if (!TileCodecs.hasPredictor(compression)) {
            return Predictor.NONE;
        }
        long code = ifd.number(Tag.PREDICTOR, 1);
        for (Predictor predictor : Predictor.values()) {
            if (predictor.code() == code) {
                if (predictor == Predictor.FLOATING_POINT && !type.isFloat()) {
                    throw ifd.malformed(Tag.PREDICTOR, "is 3, for floating point, but samples are " + type.zarrName());
                }
                if (predictor != Predictor.NONE && bits % 8 != 0) {
                    throw ifd.malformed(Tag.PREDICTOR, "is %d, but samples have %d bits".formatted(code, bits));
                }
                return predictor;
            }
        }
        throw ifd.malformed(Tag.PREDICTOR, "is " + Long.toUnsignedString(code));
    }

    private List<Integer> extraSamples() throws MalformedSourceException {
        long[] values = ifd.unsigned(Tag.EXTRA_SAMPLES, samples);
        List<Integer> result = new ArrayList<>();
        for (long value : values == null ? new long[0] : values) {
            result.add((int) value);
        }
        return result;
    }

    private UnsupportedSourceException unsupported(String what) {
        return new UnsupportedSourceException(ifd.bytes().href(), "IFD %d: %s".formatted(ifd.index(), what));
    }
}
