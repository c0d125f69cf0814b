package io.cogstream.codec;

import org.jspecify.annotations.Nullable;

/**
 * A tile's JPEG as one whole stream: the tables that the directory keeps for all tiles, then the tile without its
 * application data, which could tell a reader to change colours. Markers are those of table B.1 of <a
 * href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>; how tables are split off is in <a
 * href="https://www.awaresystems.be/imaging/tiff/specification/TIFFTechNote2.txt">TIFF Technical Note 2</a>.
 *
 * <p>The frame is held against the tile before any reader takes memory for what a header claims.
 */
final class JpegStream {
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int COMMENT = 0xFE;

    /** As libtiff: a progressive image of more scans is made to cost time. */
    private static final int MAX_SCANS = 100;

    private final TileLayout layout;
    private final boolean subsampled;
    private final byte[] out;
    private int length;
    private boolean framed;

    /** @param subsampled whether components may be smaller than the image */
    private JpegStream(TileLayout layout, boolean subsampled, int capacity) {
        this.layout = layout;
        this.subsampled = subsampled;
        this.out = new byte[capacity];
    }

    /**
     * Joins tables and tile.
     *
     * @throws CodecException if they are no JPEG, or another one than the layout asks for
     */
    static JpegStream join(
            byte @Nullable [] tables, byte[] src, int srcOffset, int srcLength, TileLayout layout, boolean subsampled)
            throws CodecException {
        int tableBytes = tables == null ? 0 : tables.length;
        JpegStream stream = new JpegStream(layout, subsampled, tableBytes + srcLength + 2);
        stream.out[stream.length++] = (byte) 0xFF;
        stream.out[stream.length++] = (byte) START_OF_IMAGE;
        if (tables != null) {
            stream.segments(tables, 0, tableBytes, false);
        }
        stream.segments(src, srcOffset, srcOffset + srcLength, true);
        if (!stream.framed) {
            throw new CodecException(srcLength, "JPEG: there is no frame");
        }
        return stream;
    }

    byte[] bytes() {
        return out;
    }

    int length() {
        return length;
    }

    private void segments(byte[] src, int start, int end, boolean isTile) throws CodecException {
        if (end - start < 4 || unsigned16(src, start) != (0xFF00 | START_OF_IMAGE)) {
            throw new CodecException(0, isTile ? "JPEG: does not start with SOI" : "JPEG: tables without SOI");
        }
        int at = start + 2;
        while (at + 4 <= end) {
            int marker = src[at + 1] & 0xFF;
            if (src[at] != (byte) 0xFF || marker < 0xC0 || isStandalone(marker)) {
                break;
            }
            if (marker == START_OF_SCAN && isTile) {
                scans(src, at, end, at - start);
                return;
            }
            int segment = 2 + unsigned16(src, at + 2);
            if (marker == START_OF_SCAN || segment < 4 || segment > end - at) {
                throw new CodecException(at - start, "JPEG: marker 0x%02X of %d bytes".formatted(marker, segment));
            }
            if (isFrame(marker)) {
                checkFrame(src, at, segment, at - start, marker);
            }
            if (marker != COMMENT && (marker & 0xF0) != 0xE0) {
                append(src, at, segment);
            }
            at += segment;
        }
        boolean atEnd = at + 2 <= end && unsigned16(src, at) == (0xFF00 | END_OF_IMAGE);
        if (isTile || !atEnd) {
            throw new CodecException(at - start, isTile ? "JPEG: ends without a scan" : "JPEG: damaged tables");
        }
    }

    /** All from the first scan to the end. */
    private void scans(byte[] src, int at, int end, int offset) throws CodecException {
        if (!framed) {
            throw new CodecException(offset, "JPEG: a scan without a frame");
        }
        int scans = 0;
        for (int i = at; i + 1 < end; i++) {
            if (src[i] == (byte) 0xFF && src[i + 1] == (byte) START_OF_SCAN && ++scans > MAX_SCANS) {
                throw new CodecException(offset, "JPEG: more than %d scans".formatted(MAX_SCANS));
            }
        }
        append(src, at, end - at);
    }

    private void checkFrame(byte[] src, int at, int segment, int offset, int marker) throws CodecException {
        if (marker > 0xC2) {
            throw CodecException.unsupported("JPEG with frame type 0x%02X (lossless or arithmetic)".formatted(marker));
        }
        int components = segment < 10 ? 0 : src[at + 9] & 0xFF;
        if (framed || segment != 10 + 3 * components) {
            throw new CodecException(offset, framed ? "JPEG: two frames" : "JPEG: a damaged frame");
        }
        framed = true;
        if (src[at + 4] != 8) {
            throw CodecException.unsupported("JPEG of %d-bit samples is not read".formatted(src[at + 4]));
        }
        int rows = unsigned16(src, at + 5);
        int columns = unsigned16(src, at + 7);
        if (rows != layout.rows() || columns != layout.columns() || components != layout.samples()) {
            throw new CodecException(
                    offset,
                    "JPEG: %d x %d pixels of %d samples in a tile of %d x %d of %d"
                            .formatted(columns, rows, components, layout.columns(), layout.rows(), layout.samples()));
        }
        for (int i = 1; i < components && !subsampled; i++) {
            if (src[at + 11 + 3 * i] != src[at + 11]) {
                throw new CodecException(offset, "JPEG: samples of different resolution, but the image is not YCbCr");
            }
        }
    }

    private void append(byte[] src, int from, int count) {
        System.arraycopy(src, from, out, length, count);
        length += count;
    }

    /** SOF0 to SOF15, without DHT, JPG and DAC that stand among them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean isStandalone(int marker) {
        return (marker >= 0xD0 && marker <= END_OF_IMAGE) || marker == 0xFF;
    }

    private static int unsigned16(byte[] src, int at) {
        return (src[at] & 0xFF) << 8 | (src[at + 1] & 0xFF);
    }
}
