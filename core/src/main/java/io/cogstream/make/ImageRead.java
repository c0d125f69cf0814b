package io.cogstream.make;

import io.cogstream.io.ByteRange;
import java.util.List;

/**
 * What is read of one image of a file for one chunk.
 *
 * @param image number for {@link io.cogstream.tiff.GeoTiff#image(int)}
 * @param tiles numbers of the tiles that are wanted, ascending; those that the file leaves out need no request
 * @param tileBytes compressed length of each
 * @param requests ranges of the file, when none of the tiles is in memory
 */
public record ImageRead(int image, int[] tiles, long[] tileBytes, List<ByteRange> requests) {
    public ImageRead {
        requests = List.copyOf(requests);
    }

    /** Bytes of all requests. */
    public long bytes() {
        return requests.stream().mapToLong(ByteRange::length).sum();
    }
}
