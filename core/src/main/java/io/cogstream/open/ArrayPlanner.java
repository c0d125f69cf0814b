package io.cogstream.open;

import static io.cogstream.open.Parameter.parameter;

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
import io.cogstream.stac.Item;
import io.cogstream.stac.ItemIndex;
import io.cogstream.stac.TimePeriod;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.GeoTiffHeader;
import io.cogstream.zarr.CubeLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the items that a request asks for and works out the array: grid, time steps, bands, types. Writes nothing. Not safe for
 * concurrent use.
 */
public final class ArrayPlanner {
    private final ByteSources sources;
    private final ReadStatistics statistics;

    /** By href: bands may share a file, and aligning asks for one of those that are sampled. */
    private final Map<String, GeoTiff> headers = new HashMap<>();

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
        TimePeriod period = parameter("--time-period", () -> TimePeriod.parse(request.timePeriod()));
        AreaOfInterest interest = AreaOfInterest.of(request, crs);
        ArrayGrid grid = grid(request, interest.box(), existing);
        List<Item> items = items(request, interest, crs, grid);
        List<BandSpec> bands = BandSelection.select(request.selection().bands(), items.get(0));
        if (request.align()) {
            GeoTiff first = header(href(items.get(0), bands.get(0)));
            BoundingBox aligned = GridAlignment.outwards(interest.box(), first, crs);
            grid = grid(request, aligned, existing);
            // The edges that were added may be another item's.
            items = items(request, interest, crs, grid);
            bands = BandSelection.select(request.selection().bands(), items.get(0));
        }
        return plan(request, existing, crs, period, interest, grid, items, bands);
    }

    private static List<Item> items(OpenRequest request, AreaOfInterest interest, Crs crs, ArrayGrid grid)
            throws RequestException, NothingMatchesException, SourceException {
        List<BoundingBox> boxes = LonLatBoxes.of(crs, grid.box());
        if (boxes.isEmpty()) {
            throw new RequestException("--bbox: no point of it has a longitude and latitude in " + request.crs());
        }
        List<Item> items = request.selection().find(boxes, interest.lonLat());
        if (items.isEmpty()) {
            throw new NothingMatchesException("no item in '%s' matches: %s%s"
                    .formatted(
                            request.selection().items(),
                            queryText(request, interest.box()),
                            interest.lonLat() == null ? "" : ", the geometry"));
        }
        return items;
    }

    /** What selected the items, as a person would write it. */
    private static String queryText(OpenRequest request, BoundingBox box) {
        return request.selection()
                .describe("bbox=%s,%s,%s,%s in %s"
                        .formatted(box.minX(), box.minY(), box.maxX(), box.maxY(), request.crs()));
    }

    private ArrayPlan plan(
            OpenRequest request,
            @Nullable ArraySpec existing,
            Crs crs,
            TimePeriod period,
            AreaOfInterest interest,
            ArrayGrid grid,
            List<Item> items,
            List<BandSpec> bands)
            throws RequestException, SourceException {
        long[] starts = starts(items, period);
        ItemIndex index = index(items, bands, period, starts);
        boolean known = existing != null && hasSameFormat(existing, request, bands, index);
        List<GeoTiff> samples = known ? List.of() : samples(items.get(0), bands);
        List<BandFormat> formats =
                known ? existing.storage().formats() : SampleFormat.of(sampled(samples, bands), request);
        Set<String> warnings = new LinkedHashSet<>(crs.warnings());
        samples.forEach(file -> warnings.addAll(warnings(file)));
        ArraySpec spec = spec(request, crs, grid, period, interest, bands, formats, starts, index);
        return new ArrayPlan(spec, index, interest.area(), samples, List.copyOf(warnings));
    }

    private static ArrayGrid grid(OpenRequest request, BoundingBox box, @Nullable ArraySpec existing)
            throws RequestException {
        boolean fitting = request.wantsFittingChunks();
        int rows = !fitting
                ? request.chunkHeight()
                : existing != null ? existing.chunkHeight() : OpenRequest.DEFAULT_CHUNK_SIDE;
        int columns = !fitting
                ? request.chunkWidth()
                : existing != null ? existing.chunkWidth() : OpenRequest.DEFAULT_CHUNK_SIDE;
        return parameter(
                "--bbox, --resolution or --chunk-size",
                () -> ArrayGrid.over(box, request.pixelWidth(), request.pixelHeight(), columns, rows));
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

    /** One header per band, of the first item. */
    private List<GeoTiff> samples(Item item, List<BandSpec> bands) throws SourceException {
        List<GeoTiff> samples = new ArrayList<>();
        for (BandSpec band : bands) {
            samples.add(header(href(item, band)));
        }
        return samples;
    }

    private static String href(Item item, BandSpec band) {
        return item.assets().get(band.asset()).href();
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
        GeoTiff known = headers.get(href);
        if (known != null) {
            return known;
        }
        try {
            statistics.file();
            GeoTiff file = GeoTiffHeader.read(sources.open(href, statistics)).join();
            headers.put(href, file);
            return file;
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
            BandSelection.requireSameSamples(bands, items.get(i));
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
            AreaOfInterest interest,
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
                        queryText(request, interest.box()),
                        request.errors(),
                        CubeLayout.DEFAULT_ZSTD_LEVEL,
                        interest.area() == null ? null : ArrayStore.areaKey(interest.area())));
    }
}
