package io.cogstream.explain;

import io.cogstream.make.ImageRead;
import io.cogstream.make.LevelRead;
import io.cogstream.make.SourceRead;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Adds up reads of sources. Takes memory for every file, not for every chunk. */
public final class ReadCount {
    private final BitSet files = new BitSet();
    private final Map<Image, BitSet> tiles = new HashMap<>();
    private long reads;
    private long missing;
    private long tileReads;
    private long requests;
    private long bytes;
    private long distinctTiles;
    private long distinctBytes;

    private record Image(String href, int number) {}

    /** @param file number of the source's file among all of the array */
    void add(SourceRead source, int file) {
        files.set(file);
        LevelRead level = source.level();
        if (level == null) {
            reads += source.problem() == null ? 1 : 0;
            return;
        }
        if (!level.touches()) {
            missing++;
            return;
        }
        reads++;
        tileReads += level.tiles();
        requests += level.requests();
        bytes += level.bytes();
        for (ImageRead image : level.images()) {
            addTiles(source.href(), image);
        }
    }

    private void addTiles(String href, ImageRead image) {
        BitSet seen = tiles.computeIfAbsent(new Image(href, image.image()), key -> new BitSet());
        for (int i = 0; i < image.tiles().length; i++) {
            if (!seen.get(image.tiles()[i])) {
                seen.set(image.tiles()[i]);
                distinctTiles++;
                distinctBytes += image.tileBytes()[i];
            }
        }
    }

    /** Files that have a part in it, those that turn out to miss their chunks included. */
    public int files() {
        return files.cardinality();
    }

    /** Sources times chunks. */
    public long reads() {
        return reads;
    }

    /** Sources times chunks of which only the footprints meet. */
    public long missing() {
        return missing;
    }

    /** Tiles, each as often as a chunk wants it. */
    public long tileReads() {
        return tileReads;
    }

    /** Requests for them if no chunk finds a tile in memory. */
    public long requests() {
        return requests;
    }

    /** Bytes of those requests. */
    public long bytes() {
        return bytes;
    }

    /** Tiles, each once. */
    public long distinctTiles() {
        return distinctTiles;
    }

    /** Compressed bytes of those tiles. */
    public long distinctBytes() {
        return distinctBytes;
    }
}
