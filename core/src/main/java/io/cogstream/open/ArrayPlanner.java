package io.cogstream.open;

import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.ArrayStore;
import io.cogstream.cube.BandFormat;
import io.cogstream.cube.BandSpec;
import io.cogstream.failure.SourceException;
import io.cogstream.grid.ArrayGrid;
import io.cogstream.grid.BoundingBox;
import io.cogstream.io.ByteSources;
import io.cogstream.io.ReadStatistics;
import io.cogstream.plan.SourceContract;
import io.cogstream.proj.Crs;
import io.cogstream.proj.LonLatBoxes;
import io.cogstream.stac.Asset;
import io.cogstream.stac.DatetimeInterval;
import io.cogstream.stac.HrefMapping;
import io.cogstream.stac.Item;
import io.cogstream.stac.ItemCatalog;
import io.cogstream.stac.ItemFilter;
import io.cogstream.stac.ItemIndex;
import io.cogstream.stac.ItemQuery;
import io.cogstream.stac.SortKey;
import io.cogstream.stac.TimePeriod;
import io.cogstream.stac.cql2.Cql2Filter;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.GeoTiffHeader;
import io.cogstream.zarr.CubeLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Finds the items that a request asks for and works out the array: grid, time steps, bands, types. Writes nothing. */
public final class ArrayPlanner {
    private final ByteSources sources;
    private final ReadStatistics statistics;

    /**
     * @param sources opens one file per band
     * @param statistics counts what that costs; reading the items is not counted
     */
    public ArrayPlanner(ByteSources sources, ReadStatistics statistics) {
        this.sources = sources;
        this.statistics = statistics;
    }

    /**
     * @param existing the array that is in the place of the planned one, null if none is. When it is made of the same items
     *     by the same rules its data types hold, and no file is read.
     * @throws RequestException if a parameter is wrong or does not fit what was found
     * @throws NothingMatchesException if no item matches
     * @throws SourceException if the items, or the first item's files, can't be read
     */
    public ArrayPlan plan(OpenRequest request, @Nullable ArraySpec existing)
            throws RequestException, NothingMatchesException, SourceException {
        Crs crs = parameter("--crs", () -> Crs.parse(request.crs()));
        ArrayGrid grid = parameter("--bbox, --resolution or --chunk-size", () -> grid(request, existing));
        TimePeriod period = parameter("--time-period", () -> TimePeriod.parse(request.timePeriod()));
        List<Item> items = search(request, LonLatBoxes.of(crs, grid.box()));
        List<BandSpec> bands = BandSelection.select(request.bands(), items.get(0));
        long[] starts = starts(items, period);
        ItemIndex index = index(items, bands, period, starts);
        boolean known = existing != null && hasSameFormat(existing, request, bands, index);
        List<GeoTiff> samples = known ? List.of() : samples(items.get(0), bands);
        List<BandFormat> formats =
                known ? existing.storage().formats() : SampleFormat.of(sampled(samples, bands), request);
        Set<String> warnings = new LinkedHashSet<>(crs.warnings());
        samples.forEach(file -> warnings.addAll(warnings(file)));
        ArraySpec spec = spec(request, crs, grid, period, bands, formats, starts, index);
        return new ArrayPlan(spec, index, samples, List.copyOf(warnings));
    }

    private static ArrayGrid grid(OpenRequest request, @Nullable ArraySpec existing) {
        int rows = request.chunkHeight();
        int columns = request.chunkWidth();
        if (request.wantsFittingChunks()) {
            rows = existing != null ? existing.chunkHeight() : OpenRequest.DEFAULT_CHUNK_SIDE;
            columns = existing != null ? existing.chunkWidth() : OpenRequest.DEFAULT_CHUNK_SIDE;
        }
        return ArrayGrid.over(request.box(), request.pixelWidth(), request.pixelHeight(), columns, rows);
    }

    private static List<Item> search(OpenRequest request, List<BoundingBox> boxes)
            throws RequestException, NothingMatchesException, SourceException {
        if (boxes.isEmpty()) {
            throw new RequestException("--bbox: no point of it has a longitude and latitude in " + request.crs());
        }
        List<HrefMapping> mappings = new ArrayList<>();
        for (String mapping : request.hrefMap()) {
            mappings.add(parameter("--href-map", () -> HrefMapping.parse(mapping)));
        }
        ItemQuery query = query(request).withBoxes(boxes);
        // The catalog's own reads are no reads of sources, and are not counted as such.
        ItemCatalog catalog = ItemCatalog.open(request.items(), mappings, new ReadStatistics());
        List<Item> items = searched(catalog, query, assetKeys(request));
        if (items.isEmpty()) {
            throw new NothingMatchesException(
                    "no item in '%s' matches: %s".formatted(request.items(), queryText(request)));
        }
        return items;
    }

    /** All that selects items but their place. */
    private static ItemQuery query(OpenRequest request) throws RequestException {
        String datetime = request.datetime();
        DatetimeInterval interval =
                datetime == null ? null : parameter("--datetime", () -> DatetimeInterval.parse(datetime));
        String condition = request.filter();
        ItemFilter filter =
                condition == null ? ItemFilter.NONE : parameter("--filter", () -> Cql2Filter.parse(condition));
        List<SortKey> sortKeys = new ArrayList<>();
        for (String key : request.sortBy()) {
            sortKeys.add(parameter("--sortby", () -> SortKey.parse(key)));
        }
        return ItemQuery.ALL
                .withDatetime(interval)
                .withIds(request.ids())
                .withCollections(request.collections())
                .withSort(sortKeys)
                .withFilter(filter);
    }

    private static List<Item> searched(ItemCatalog catalog, ItemQuery query, @Nullable Set<String> assetKeys)
            throws RequestException, SourceException {
        try {
            return catalog.search(query, assetKeys);
        } catch (IllegalArgumentException e) {
            throw new RequestException("--sortby: " + e.getMessage(), e);
        }
    }

    /** Null for all: default bands are chosen from what the first item has. */
    private static @Nullable Set<String> assetKeys(OpenRequest request) throws RequestException {
        if (request.bands().isEmpty()) {
            return null;
        }
        Set<String> keys = new LinkedHashSet<>();
        for (String band : request.bands()) {
            keys.add(band);
            keys.add(BandSelection.parse(band).asset());
        }
        return keys;
    }

    /** Whether all that decides the data types is the same: the files, and what the user wants to be made of them. */
    private static boolean hasSameFormat(
            ArraySpec existing, OpenRequest request, List<BandSpec> bands, ItemIndex index) {
        return existing.fingerprint().equals(index.fingerprint())
                && existing.bands().equals(bands)
                && existing.mosaic() == request.mosaic()
                && existing.storage().layout() == request.storage().layout()
                && existing.dtypeExplicit() == (request.dtype() != null)
                && (request.dtype() == null
                        || request.dtype() == existing.format(0).dtype())
                && existing.nodataExplicit() == (request.nodata() != null)
                && (request.nodata() == null
                        || request.nodata().equals(existing.format(0).sourceNodata()));
    }

    /** Reads one header per band, of the first item. */
    private List<GeoTiff> samples(Item item, List<BandSpec> bands) throws SourceException {
        List<GeoTiff> samples = new ArrayList<>();
        for (BandSpec band : bands) {
            Asset asset = item.assets().get(band.asset());
            samples.add(header(asset.href()));
        }
        return samples;
    }

    private static List<SampleFormat.Sampled> sampled(List<GeoTiff> samples, List<BandSpec> bands) {
        List<SampleFormat.Sampled> sampled = new ArrayList<>();
        for (int band = 0; band < samples.size(); band++) {
            GeoTiff file = samples.get(band);
            sampled.add(new SampleFormat.Sampled(
                    bands.get(band).name(), file.levels().get(0).dataType(), file.nodata()));
        }
        return sampled;
    }

    /** Of the file's CRS. One that can't be used is no reason to refuse the array: its chunks will tell. */
    private static List<String> warnings(GeoTiff file) {
        try {
            return SourceContract.crs(file).warnings();
        } catch (SourceException e) {
            return List.of();
        }
    }

    private GeoTiff header(String href) throws SourceException {
        try {
            statistics.file();
            return GeoTiffHeader.read(sources.open(href, statistics)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SourceException source) {
                throw source;
            }
            throw e;
        }
    }

    private static long[] starts(List<Item> items, TimePeriod period) throws RequestException {
        TreeSet<Long> starts = new TreeSet<>();
        for (Item item : items) {
            starts.add(start(item, period));
        }
        return starts.stream().mapToLong(Long::longValue).toArray();
    }

    /** In the period's unit since 1970-01-01T00:00:00Z. */
    private static long start(Item item, TimePeriod period) throws RequestException {
        Instant start = parameter("--time-period", () -> period.start(item));
        return period.equals(TimePeriod.NONE)
                ? Math.addExact(Math.multiplyExact(start.getEpochSecond(), 1_000_000_000L), start.getNano())
                : start.getEpochSecond();
    }

    private static ItemIndex index(List<Item> items, List<BandSpec> bands, TimePeriod period, long[] starts)
            throws RequestException {
        int[] steps = new int[items.size()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Arrays.binarySearch(starts, start(items.get(i), period));
        }
        List<String> assets = bands.stream().map(BandSpec::asset).distinct().toList();
        return ItemIndex.of(items, steps, assets);
    }

    private static ArraySpec spec(
            OpenRequest request,
            Crs crs,
            ArrayGrid grid,
            TimePeriod period,
            List<BandSpec> bands,
            List<BandFormat> formats,
            long[] starts,
            ItemIndex index)
            throws RequestException {
        return parameter(
                "parameters",
                () -> new ArraySpec(
                        ArraySpec.FORMAT_VERSION,
                        ArrayStore.indexKey(index.fingerprint()),
                        index.fingerprint(),
                        crs.definition(),
                        Arrays.stream(grid.transform().toArray()).boxed().toList(),
                        grid.width(),
                        grid.height(),
                        grid.chunkWidth(),
                        grid.chunkHeight(),
                        bands,
                        period.toString(),
                        Arrays.stream(starts).boxed().toList(),
                        period.equals(TimePeriod.NONE) ? "nanoseconds" : "seconds",
                        request.mosaic(),
                        "nearest",
                        request.storage().with(formats),
                        request.dtype() != null,
                        request.nodata() != null,
                        queryText(request),
                        request.errors(),
                        CubeLayout.DEFAULT_ZSTD_LEVEL));
    }

    /** What selected the items, as a person would write it. */
    private static String queryText(OpenRequest request) {
        StringBuilder text = new StringBuilder();
        BoundingBox box = request.box();
        text.append("bbox=%s,%s,%s,%s in %s".formatted(box.minX(), box.minY(), box.maxX(), box.maxY(), request.crs()));
        append(text, "datetime", request.datetime() == null ? "" : request.datetime());
        append(text, "ids", String.join(",", request.ids()));
        append(text, "collections", String.join(",", request.collections()));
        append(text, "filter", request.filter() == null ? "" : request.filter().strip());
        append(text, "sortby", String.join(",", request.sortBy()));
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(", ").append(name).append('=').append(value);
        }
    }

    /** A computation that rejects its input with an IllegalArgumentException. */
    private interface Parameter<T> {
        T get();
    }

    private static <T> T parameter(String name, Parameter<T> parameter) throws RequestException {
        try {
            return parameter.get();
        } catch (IllegalArgumentException e) {
            throw new RequestException(name + ": " + e.getMessage(), e);
        }
    }
}
