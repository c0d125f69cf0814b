package io.cogstream.grid;

/**
 * Names one storage chunk of a {@code (band, time, y, x)} array by its chunk coordinates, each counted from 0; {@code y}
 * counts southwards.
 */
public record ChunkIndex(int band, int time, int y, int x) {

    public ChunkIndex {
        if (band < 0 || time < 0 || y < 0 || x < 0) {
            throw new IllegalArgumentException("negative chunk index [%d, %d, %d, %d]".formatted(band, time, y, x));
        }
    }

    @Override
    public String toString() {
        return "[" + band + ", " + time + ", " + y + ", " + x + "]";
    }
}
