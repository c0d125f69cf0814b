package io.cogstream.make;

import io.cogstream.grid.PixelWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read of one source for one chunk.
 *
 * @param level 0 is full size, then the overviews from fine to coarse
 * @param pixelWidth of the level, in units of the source's CRS
 * @param pixelHeight likewise
 * @param window the smallest rectangle of the level that holds every sampled pixel; null if the source misses the chunk
 * @param images the level itself, and the mask beside it if it has one; none if the source misses the chunk
 */
public record LevelRead(
        int level,
        double pixelWidth,
        double pixelHeight,
        @Nullable PixelWindow window,
        List<ImageRead> images) {
    public LevelRead {
        images = List.copyOf(images);
    }

    /** Whether anything of the source is wanted. */
    public boolean touches() {
        return !images.isEmpty();
    }

    public int tiles() {
        return images.stream().mapToInt(image -> image.tiles().length).sum();
    }

    public int requests() {
        return images.stream().mapToInt(image -> image.requests().size()).sum();
    }

    /** Bytes of all requests. */
    public long bytes() {
        return images.stream().mapToLong(ImageRead::bytes).sum();
    }
}
