package io.cogstream.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Codecs by the number of TIFF's Compression tag (259). A new codec is one entry here. */
public final class TileCodecs {
    public static final int NONE = 1;
    public static final int LZW = 5;
    public static final int JPEG = 7;
    public static final int DEFLATE = 8;
    public static final int PACK_BITS = 32773;
    public static final int OLD_DEFLATE = 32946;
    public static final int LERC = 34887;
    public static final int LZMA = 34925;
    public static final int ZSTD = 50000;
    public static final int WEBP = 50001;

    /** Makes the codec of one tile. */
    private interface Factory {
        TileCodec of(CodecTags tags, TileLayout layout) throws CodecException;
    }

    private static final Map<Integer, Factory> CODECS = Map.ofEntries(
            Map.entry(NONE, same(new UncompressedCodec())),
            Map.entry(LZW, same(new LzwCodec())),
            Map.entry(JPEG, JpegCodec::new),
            Map.entry(DEFLATE, same(new DeflateCodec(true))),
            Map.entry(OLD_DEFLATE, same(new DeflateCodec(true))),
            Map.entry(PACK_BITS, same(new PackBitsCodec())),
            Map.entry(LERC, LercCodec::new),
            Map.entry(LZMA, same(new LzmaCodec())),
            Map.entry(ZSTD, same(new ZstdCodec())),
            Map.entry(WEBP, WebPCodec::new));

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(NONE, "none"),
            Map.entry(2, "CCITT RLE"),
            Map.entry(3, "CCITT Group 3"),
            Map.entry(4, "CCITT Group 4"),
            Map.entry(LZW, "LZW"),
            Map.entry(6, "old-style JPEG"),
            Map.entry(JPEG, "JPEG"),
            Map.entry(DEFLATE, "deflate"),
            Map.entry(OLD_DEFLATE, "deflate"),
            Map.entry(PACK_BITS, "PackBits"),
            Map.entry(34712, "JPEG 2000"),
            Map.entry(LERC, "LERC"),
            Map.entry(LZMA, "LZMA"),
            Map.entry(ZSTD, "zstd"),
            Map.entry(WEBP, "WebP"),
            Map.entry(50002, "JPEG XL"),
            Map.entry(52546, "JPEG XL"));

    private TileCodecs() {}

    /** A codec to which a tile is so many bytes, whatever they mean. */
    private static Factory same(TileCodec codec) {
        return (tags, layout) -> codec;
    }

    /**
     * The codec of a compression for one tile, or null if the compression is not read.
     *
     * @throws CodecException if the compression is read, but not for such tiles
     */
    public static @Nullable TileCodec of(int compression, CodecTags tags, TileLayout layout) throws CodecException {
        Factory factory = CODECS.get(compression);
        if (factory == null) {
            return null;
        }
        if (tags.photometric() == CodecTags.YCBCR && compression != JPEG) {
            throw CodecException.unsupported("YCbCr pixels are read only of JPEG");
        }
        return factory.of(tags, layout);
    }

    /** What people call the compression, with its number, such as {@code JPEG (7)}. */
    public static String name(int compression) {
        return NAMES.getOrDefault(compression, "unknown") + " (" + compression + ")";
    }

    /** Whether the Predictor tag applies to a compression; for the others libtiff ignores it. */
    public static boolean hasPredictor(int compression) {
        return compression == LZW
                || compression == DEFLATE
                || compression == OLD_DEFLATE
                || compression == LZMA
                || compression == ZSTD;
    }
}
