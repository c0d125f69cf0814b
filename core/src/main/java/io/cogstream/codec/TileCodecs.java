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
    public static final int ZSTD = 50000;

    private static final TileCodec DEFLATE_CODEC = new DeflateCodec();

    private static final Map<Integer, TileCodec> CODECS = Map.of(
            NONE, new UncompressedCodec(),
            LZW, new LzwCodec(),
            DEFLATE, DEFLATE_CODEC,
            OLD_DEFLATE, DEFLATE_CODEC,
            PACK_BITS, new PackBitsCodec(),
            ZSTD, new ZstdCodec());

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
            Map.entry(34887, "LERC"),
            Map.entry(34925, "LZMA"),
            Map.entry(ZSTD, "zstd"),
            Map.entry(50001, "WebP"),
            Map.entry(50002, "JPEG XL"),
            Map.entry(52546, "JPEG XL"));

    private TileCodecs() {}

    /** The codec of a compression, or null if it is not read. */
    public static @Nullable TileCodec of(int compression) {
        return CODECS.get(compression);
    }

    /** What people call the compression, with its number, such as {@code JPEG (7)}. */
    public static String name(int compression) {
        return NAMES.getOrDefault(compression, "unknown") + " (" + compression + ")";
    }

    /** Whether the Predictor tag applies to a compression; for the others libtiff ignores it. */
    public static boolean hasPredictor(int compression) {
        return compression == LZW || compression == DEFLATE || compression == OLD_DEFLATE || compression == ZSTD;
    }
}
