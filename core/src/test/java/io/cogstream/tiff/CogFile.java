package io.cogstream.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes headers as GDAL's COG driver lays them out: each directory, then its tables, fine to coarse, then pixels. */
final class CogFile {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRIES = 11;
    private static final int TILE = 16;

    private final ByteBuffer out;

    private CogFile(int size) {
        this.out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * An uncompressed uint8 file of zeros with tiles of 16 x 16, which all share one place.
     *
     * @param width of the full size, in pixels, also its height
     * @param overviews how many, each half the size of the one before
     */
    static byte[] withOverviews(int width, int overviews) {
        long size = 8 + TILE * TILE;
        for (int level = 0; level <= overviews; level++) {
            size += directoryBytes() + 8L * tiles(width >> level);
        }
        CogFile file = new CogFile((int) size);
        file.out.putShort((short) 0x4949).putShort((short) 42).putInt(8);
        for (int level = 0; level <= overviews; level++) {
            file.directory(width >> level, level > 0, level == overviews, (int) size - TILE * TILE);
        }
        return file.out.array();
    }

    private static int tiles(int width) {
        int across = (width + TILE - 1) / TILE;
        return across * across;
    }

    private static int directoryBytes() {
        return 2 + ENTRIES * 12 + 4;
    }

    private void directory(int width, boolean overview, boolean last, int pixels) {
        int tables = out.position() + directoryBytes();
        int tiles = tiles(width);
        out.putShort((short) ENTRIES);
        entry(254, LONG, 1, overview ? 1 : 0);
        entry(256, LONG, 1, width);
        entry(257, LONG, 1, width);
        entry(258, SHORT, 1, 8);
        entry(259, SHORT, 1, 1);
        entry(262, SHORT, 1, 1);
        entry(277, SHORT, 1, 1);
        entry(322, SHORT, 1, TILE);
        entry(323, SHORT, 1, TILE);
        entry(324, LONG, tiles, tiles == 1 ? pixels : tables);
        entry(325, LONG, tiles, tiles == 1 ? TILE * TILE : tables + 4 * tiles);
        out.putInt(last ? 0 : tables + 8 * tiles);
        for (int i = 0; i < tiles; i++) {
            out.putInt(tables + 4 * i, pixels);
            out.putInt(tables + 4 * tiles + 4 * i, TILE * TILE);
        }
        out.position(tables + 8 * tiles);
    }

    private void entry(int tag, int type, int count, int value) {
        out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
