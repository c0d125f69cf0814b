package io.cogstream.make;

import io.cogstream.cube.OpenArray;
import io.cogstream.grid.BoundingBox;
import io.cogstream.grid.ChunkIndex;
import io.cogstream.grid.PixelWindow;
import io.cogstream.proj.LonLatBoxes;
import io.cogstream.stac.ItemIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks an array's index which items may have pixels for a part of it. */
public final class Candidates {
    /**
     * Footprints are widened by this much when a chunk looks for its items, in degrees (about 100 m): they are often rounded,
     * and an item just beyond costs one look at its header, while a missed one would cost pixels.
     */
    private static final double FOOTPRINT_MARGIN = 0.001;

    private Candidates() {}

    /** Items whose footprint meets the chunk and that have the band, in source order. */
    public static List<Candidate> of(OpenArray array, ChunkIndex index) {
        PixelWindow block = array.grid().window(index.y(), index.x());
        if (!array.wants(block)) {
            return List.of();
        }
        Set<Integer> covering = covering(array.index(), index.time(), boxes(array, block));
        List<Candidate> candidates = new ArrayList<>();
        for (int item : items(array, index.time(), block)) {
            String href = array.index().href(item, array.assetNumber(index.band()));
            if (href != null) {
                candidates.add(new Candidate(item, href, covering.contains(item)));
            }
        }
        return candidates;
    }

    /**
     * Items whose footprint meets a block of pixels, in source order.
     *
     * @param step time step, from 0
     */
    static int[] items(OpenArray array, int step, PixelWindow block) {
        List<BoundingBox> widened = boxes(array, block).stream()
                .map(box -> box.expanded(FOOTPRINT_MARGIN, FOOTPRINT_MARGIN))
                .toList();
        return array.index().search(step, widened);
    }

    private static List<BoundingBox> boxes(OpenArray array, PixelWindow block) {
        return LonLatBoxes.of(array.crs(), array.grid().box(block));
    }

    /** Items whose footprint's box holds every corner of every box. */
    private static Set<Integer> covering(ItemIndex index, int step, List<BoundingBox> boxes) {
        Set<Integer> covering = null;
        for (BoundingBox box : boxes) {
            for (int corner = 0; corner < 4; corner++) {
                double lon = (corner & 1) == 0 ? box.minX() : box.maxX();
                double lat = (corner & 2) == 0 ? box.minY() : box.maxY();
                Set<Integer> holding = new HashSet<>();
                for (int item : index.search(step, List.of(new BoundingBox(lon, lat, lon, lat)))) {
                    holding.add(item);
                }
                if (covering == null) {
                    covering = holding;
                } else {
                    covering.retainAll(holding);
                }
            }
        }
        return covering == null ? Set.of() : covering;
    }
}
