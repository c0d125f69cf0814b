package io.cogstream.tiff;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.io.ByteRange;
import io.cogstream.io.RangeCoalescer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Which bytes of a file hold given tiles: few requests, each of bounded size. */
public final class TileRanges {
    /** A compressed tile may be a little larger than its pixels, never much. */
    private static final int MAX_COMPRESSED_TILE = 256 << 20;

    private TileRanges() {}

    /**
     * One request and the tiles inside it.
     *
     * @param range bytes to read
     * @param tiles indices of the tiles that it holds, by ascending offset
     */
    public record TileRequest(ByteRange range, List<Integer> tiles) {
        public TileRequest {
            tiles = List.copyOf(tiles);
        }

        /** The compressed bytes of one of the tiles, cut from those that were read: fewer if the file ended early. */
        public ByteBuffer slice(ByteBuffer read, TiffImage image, int tile) {
            int from = (int) Math.min(image.offsets()[tile] - range.offset(), read.remaining());
            int length = (int) Math.min(image.counts()[tile], read.remaining() - from);
            return read.slice(read.position() + from, length);
        }
    }

    /**
     * Plans the requests for some tiles of a level; sparse tiles need none.
     *
     * @param level number for {@link GeoTiff#image(int)}
     * @throws MalformedSourceException if a tile lies where none can be
     */
    public static List<TileRequest> plan(GeoTiff file, int level, int[] tiles) throws MalformedSourceException {
        TiffImage image = file.image(level);
        List<Integer> present = new ArrayList<>();
        List<ByteRange> ranges = new ArrayList<>();
        for (int tile : tiles) {
            if (!image.isSparse(tile)) {
                present.add(tile);
                ranges.add(range(file, level, tile));
            }
        }
        List<TileRequest> requests = new ArrayList<>();
        for (RangeCoalescer.Merged merged : RangeCoalescer.DEFAULT.merge(ranges)) {
            requests.add(new TileRequest(
                    merged.range(), merged.members().stream().map(present::get).toList()));
        }
        return requests;
    }

    private static ByteRange range(GeoTiff file, int level, int tile) throws MalformedSourceException {
        TiffImage image = file.image(level);
        long offset = image.offsets()[tile];
        long count = image.counts()[tile];
        int header = file.bigTiff() ? 16 : 8;
        if (offset < header || count < 1 || count > limit(image, tile) || offset > Long.MAX_VALUE - count) {
            throw new MalformedSourceException(
                    file.href(),
                    "%s, tile %d: %s bytes at offset %s"
                            .formatted(
                                    file.imageName(level),
                                    tile,
                                    Long.toUnsignedString(count),
                                    Long.toUnsignedString(offset)));
        }
        return new ByteRange(offset, (int) count);
    }

    private static long limit(TiffImage image, int tile) {
        return Math.min(MAX_COMPRESSED_TILE, 2L * image.tileBytes(tile) + (1 << 20));
    }
}
