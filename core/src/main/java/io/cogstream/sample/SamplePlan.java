package io.cogstream.sample;

import io.cogstream.cube.BandSpec;
import io.cogstream.failure.SourceException;
import io.cogstream.open.BandSelection;
import io.cogstream.open.NothingMatchesException;
import io.cogstream.open.RequestException;
import io.cogstream.sample.SampleSource.Use;
import io.cogstream.stac.Asset;
import io.cogstream.stac.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which items hold which points, and the files that must be read. Rows are numbered by point, then by item.
 *
 * @param items in order of time, then in the order that was asked for
 * @param sources files in order of their first use
 */
record SamplePlan(
        SampleRequest request, List<Item> items, List<BandSpec> bands, List<SampleSource> sources, PointsOfItems places)
        implements AutoCloseable {

    /**
     * Finds the items; reads no source.
     *
     * @throws RequestException if a parameter is wrong or does not fit what was found
     * @throws NothingMatchesException if no item matches
     * @throws SourceException if the items can't be read
     */
    static SamplePlan of(SampleRequest request, SampleMemory memory)
            throws RequestException, NothingMatchesException, IOException {
        PointIndex index = new PointIndex(request.points());
        List<Item> found =
                index.boxes().isEmpty() ? List.of() : request.selection().find(index.boxes(), null);
        if (found.isEmpty()) {
            String place = "near the %d points of '%s'"
                    .formatted(request.points().size(), request.points().location());
            throw new NothingMatchesException("no item in '%s' matches: %s"
                    .formatted(request.selection().items(), request.selection().describe(place)));
        }
        return of(request, found, memory);
    }

    /** @param found items that match, at least one, in the order that was asked for */
    static SamplePlan of(SampleRequest request, List<Item> found, SampleMemory memory)
            throws RequestException, IOException {
        List<BandSpec> bands = BandSelection.select(request.selection().bands(), found.get(0));
        for (BandSpec band : bands) {
            if (SampleFormat.KEYS.contains(band.name())) {
                throw new RequestException("--bands: a column is called '%s' already; ask for '%s:1'"
                        .formatted(band.name(), band.asset()));
            }
        }
        for (Item item : found) {
            BandSelection.requireSameSamples(bands, item);
        }
        List<Item> items = new ArrayList<>(found);
        items.sort(Comparator.comparing(Item::time));
        PointIndex index = new PointIndex(request.points());
        PointsOfItems places = PointsOfItems.of(items, index, request.points().size(), memory);
        return new SamplePlan(request, List.copyOf(items), bands, sources(items, bands, places), places);
    }

    private static List<SampleSource> sources(List<Item> items, List<BandSpec> bands, PointsOfItems places) {
        Map<String, List<Use>> uses = new LinkedHashMap<>();
        for (int item = 0; item < items.size(); item++) {
            if (places.count(item) == 0) {
                continue;
            }
            for (int band = 0; band < bands.size(); band++) {
                Asset asset = items.get(item).assets().get(bands.get(band).asset());
                if (asset != null) {
                    uses.computeIfAbsent(asset.href(), href -> new ArrayList<>())
                            .add(new Use(item, band));
                }
            }
        }
        List<SampleSource> sources = new ArrayList<>();
        uses.forEach((href, wanted) -> sources.add(new SampleSource(href, wanted)));
        return List.copyOf(sources);
    }

    /** Items that have a point near them. */
    int itemsWithPoints() {
        int count = 0;
        for (int item = 0; item < items.size(); item++) {
            count += places.count(item) > 0 ? 1 : 0;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        places.close();
    }
}
