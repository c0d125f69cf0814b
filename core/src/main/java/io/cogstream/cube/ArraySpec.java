package io.cogstream.cube;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.cogstream.grid.Affine;
import io.cogstream.grid.ArrayGrid;
import io.cogstream.proj.Crs;
import io.cogstream.zarr.ChunkKeys;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is needed to make any chunk of an array; stored with the array, so that any running job can serve it.
 *
 * @param formatVersion version of this record's JSON form
 * @param index key of the frozen item index below the store
 * @param fingerprint SHA-256 of that index, hexadecimal
 * @param crs EPSG code or PROJ string of the array
 * @param transform pixel to CRS: a, b, c, d, e, f
 * @param width columns
 * @param height rows
 * @param chunkWidth columns of a chunk
 * @param chunkHeight rows of a chunk
 * @param bands along the band axis
 * @param timePeriod how items were grouped into steps, ISO 8601 or {@code none}
 * @param times start of each step, ascending, in {@link #timeUnit}s since 1970-01-01T00:00:00Z
 * @param timeUnit {@code seconds} or {@code nanoseconds}
 * @param mosaic how items of one step are combined
 * @param resampling how source pixels become array pixels: {@code nearest}
 * @param storage the arrays that hold the pixels, with their types and nodata
 * @param dtypeExplicit whether the user chose the type, so that sources are rounded and clamped into it instead of refused
 * @param nodataExplicit whether the user chose nodata, so that it replaces the sources' own
 * @param query what selected the items, for comparing a rerun: bounding box, datetime, ids, sort keys and so on
 * @param errors what an unreadable source does
 * @param zstdLevel compression level of chunks
 * @param area key of the outline, below the store, outside of which all is masked; null for none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ArraySpec(
        @JsonProperty("format_version") int formatVersion,
        String index,
        String fingerprint,
        String crs,
        List<Double> transform,
        int width,
        int height,
        @JsonProperty("chunk_width") int chunkWidth,
        @JsonProperty("chunk_height") int chunkHeight,
        List<BandSpec> bands,
        @JsonProperty("time_period") String timePeriod,
        List<Long> times,
        @JsonProperty("time_unit") String timeUnit,
        MosaicMethod mosaic,
        String resampling,
        PixelStorage storage,
        @JsonProperty("dtype_explicit") boolean dtypeExplicit,
        @JsonProperty("nodata_explicit") boolean nodataExplicit,
        String query,
        ErrorPolicy errors,
        @JsonProperty("zstd_level") int zstdLevel,
        @Nullable String area) {

    /** The version that this program writes, and the only one that it reads. */
    public static final int FORMAT_VERSION = 2;

    public ArraySpec {
        // JSON may hold null where this record may not.
        for (Object field : new Object[] {index, fingerprint, crs, timePeriod, mosaic, storage, query, errors}) {
            Objects.requireNonNull(field, "array spec: a field is null");
        }
        check(
                formatVersion == FORMAT_VERSION,
                "format version %d is not %d; the array was made by another version of cogstream"
                        .formatted(formatVersion, FORMAT_VERSION));
        check(transform.size() == 6, "transform has " + transform.size() + " numbers instead of 6");
        check(!bands.isEmpty(), "no bands");
        check(!times.isEmpty(), "no time steps");
        for (int i = 1; i < times.size(); i++) {
            check(times.get(i - 1) < times.get(i), "time steps do not ascend at step " + i);
        }
        check(timeUnit.equals("seconds") || timeUnit.equals("nanoseconds"), "unknown time unit '" + timeUnit + "'");
        check(resampling.equals("nearest"), "unknown resampling '" + resampling + "'");
        check(mosaic, storage, bands.size());
        bands = List.copyOf(bands);
        times = List.copyOf(times);
        transform = List.copyOf(transform);
        grid(transform, width, height, chunkWidth, chunkHeight);
    }

    private static void check(MosaicMethod mosaic, PixelStorage storage, int bands) {
        check(
                storage.layout() == ArrayLayout.CUBE || storage.formats().size() == bands,
                "%d bands, but %d formats".formatted(bands, storage.formats().size()));
        check(
                !storage.provenance() || mosaic.picksOne(),
                "mosaic %s makes pixels of several items, so they have no provenance".formatted(mosaic.label()));
        for (BandFormat format : storage.formats()) {
            check(
                    !mosaic.isFractional() || format.dtype().isFloat(),
                    "mosaic %s needs a floating-point dtype, not %s"
                            .formatted(mosaic.label(), format.dtype().zarrName()));
        }
    }

    private static void check(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("array spec: " + problem);
        }
    }

    /** The same array, cut into chunks of another size. */
    public ArraySpec withChunkSize(int rows, int columns) {
        return new ArraySpec(
                formatVersion,
                index,
                fingerprint,
                crs,
                transform,
                width,
                height,
                columns,
                rows,
                bands,
                timePeriod,
                times,
                timeUnit,
                mosaic,
                resampling,
                storage,
                dtypeExplicit,
                nodataExplicit,
                query,
                errors,
                zstdLevel,
                area);
    }

    /** The array's pixels and chunks. */
    @JsonIgnore
    public ArrayGrid grid() {
        return grid(transform, width, height, chunkWidth, chunkHeight);
    }

    private static ArrayGrid grid(List<Double> t, int width, int height, int chunkWidth, int chunkHeight) {
        Affine affine = new Affine(t.get(0), t.get(1), t.get(2), t.get(3), t.get(4), t.get(5));
        return new ArrayGrid(affine, width, height, chunkWidth, chunkHeight);
    }

    @JsonIgnore
    public Crs parsedCrs() {
        return Crs.parse(crs);
    }

    /**
     * Types and nodata of a band.
     *
     * @param band from 0
     */
    public BandFormat format(int band) {
        return storage.format(band);
    }

    /** Types and nodata of one of {@link #bands()}. */
    public BandFormat format(BandSpec band) {
        return storage.format(bands.indexOf(band));
    }

    /** Names of the arrays of pixels and of their chunks. */
    @JsonIgnore
    public ChunkKeys chunkKeys() {
        return storage.layout() == ArrayLayout.CUBE
                ? ChunkKeys.CUBE
                : ChunkKeys.perBand(bands.stream().map(BandSpec::name).toList());
    }

    /** Bands times time steps times chunk rows times chunk columns. */
    @JsonIgnore
    public long chunkCount() {
        ArrayGrid grid = grid();
        return (long) bands.size() * times.size() * grid.chunksDown() * grid.chunksAcross();
    }
}
