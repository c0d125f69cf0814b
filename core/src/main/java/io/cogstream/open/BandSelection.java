package io.cogstream.open;

import io.cogstream.cube.BandSpec;
import io.cogstream.stac.Asset;
import io.cogstream.stac.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which bands an array, or a table of samples, has. */
public final class BandSelection {
    private BandSelection() {}

    /**
     * The requested bands, by key or as the search found them by common name, or without a request the first item's assets with role {@code data} or a TIFF media type, or when
     * it has none of these, all its assets.
     *
     * @throws RequestException if the first item lacks a requested band, or a band is named twice
     */
    public static List<BandSpec> select(List<String> requested, Item first) throws RequestException {
        List<BandSpec> bands = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String name : requested.isEmpty() ? defaults(first) : requested) {
            Asset asset = first.assets().get(name);
            BandSpec band = asset != null ? new BandSpec(name, name, asset.sample()) : parse(name);
            if (!names.add(name)) {
                throw new RequestException("band '" + name + "' is given twice");
            }
            if (!first.assets().containsKey(band.asset())) {
                missing.add(name);
            }
            bands.add(band);
        }
        if (!missing.isEmpty()) {
            throw new RequestException("the first matching item '%s' has no asset for the requested bands %s"
                    .formatted(first.id(), missing));
        }
        if (bands.isEmpty()) {
            throw new RequestException("the first matching item '" + first.id() + "' has no assets");
        }
        return bands;
    }

    /**
     * Bands that a common name found lie in one sample of their files, as those of the first item do.
     *
     * @throws RequestException if the item has one in another sample
     */
    public static void requireSameSamples(List<BandSpec> bands, Item item) throws RequestException {
        for (BandSpec band : bands) {
            Asset asset = item.assets().get(band.asset());
            boolean byCommonName = asset != null && !asset.key().equals(band.asset());
            if (byCommonName && asset.sample() != band.sample()) {
                throw new RequestException(
                        "band '%s' is sample %d of asset '%s' in item '%s', but sample %d in the first; name its items or assets"
                                .formatted(band.name(), asset.sample(), asset.key(), item.id(), band.sample()));
            }
        }
    }

    /** {@code asset:n} is sample n of an asset; a colon that no number follows belongs to the key. */
    static BandSpec parse(String name) throws RequestException {
        int colon = name.lastIndexOf(':');
        String number = name.substring(colon + 1);
        if (colon <= 0 || !number.matches("[0-9]{1,5}")) {
            return new BandSpec(name, name, 1);
        }
        int sample = Integer.parseInt(number);
        if (sample < 1) {
            throw new RequestException("band '" + name + "': samples count from 1");
        }
        return new BandSpec(name, name.substring(0, colon), sample);
    }

    private static List<String> defaults(Item first) {
        List<String> images = first.assets().values().stream()
                .filter(Asset::isData)
                .map(Asset::key)
                .toList();
        return images.isEmpty() ? List.copyOf(first.assets().keySet()) : images;
    }
}
