package io.cogstream.stac;

import io.cogstream.grid.BoundingBox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Items that look like Sentinel-2's: tiles of about a degree, a visit every five days, long hrefs with a common beginning. */
final class SyntheticItems {
    static final List<String> ASSETS = List.of("red", "green", "nir");

    private SyntheticItems() {}

    /**
     * Seeded items in order of time; a visit of all tiles makes a step.
     *
     * @param count how many
     * @param tiles places that are visited over and over; every 50th lies across the antimeridian
     */
    static List<Item> items(int count, int tiles, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<BoundingBox>> places = new ArrayList<>();
        for (int tile = 0; tile < tiles; tile++) {
            double west = tile % 50 == 0 ? 179.5 : random.nextDouble(-180, 178);
            double south = random.nextDouble(-80, 79);
            places.add(Antimeridian.boxes(west, south, west + 1.2, south + 1));
        }
        List<Item> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(item(i, i % tiles, i / tiles, places.get(i % tiles), random));
        }
        return items;
    }

    private static Item item(int number, int tile, int visit, List<BoundingBox> place, SplittableRandom random) {
        Instant time = Instant.parse("2017-01-01T10:00:00Z").plusSeconds(visit * 432_000L + tile);
        String id = "S2A_%02dT%04X_%s_%d_L2A"
                .formatted(tile % 60 + 1, tile, time.toString().substring(0, 10).replace("-", ""), number % 2);
        Map<String, Asset> assets = new LinkedHashMap<>();
        for (String key : ASSETS) {
            if (random.nextInt(20) != 0) {
                String href =
                        "https://sentinel-cogs.s3.us-west-2.amazonaws.com/sentinel-s2-l2a-cogs/%d/T/%04X/%s/%s/%s.tif"
                                .formatted(tile % 60 + 1, tile, time.toString().substring(0, 7), id, key);
                assets.put(key, new Asset(key, href, null, List.of()));
            }
        }
        return new Item(id, "sentinel-2-l2a", time, false, Footprint.of(place), assets);
    }

    /** Step of each item of {@link #items}. */
    static int[] steps(int count, int tiles) {
        int[] steps = new int[count];
        for (int i = 0; i < count; i++) {
            steps[i] = i / tiles;
        }
        return steps;
    }
}
