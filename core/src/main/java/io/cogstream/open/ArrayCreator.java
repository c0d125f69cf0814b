package io.cogstream.open;

import com.fasterxml.jackson.databind.JsonNode;
import io.cogstream.cube.ArrayLayout;
import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.ArrayStore;
import io.cogstream.cube.BandSpec;
import io.cogstream.cube.PixelStorage;
import io.cogstream.io.ObjectStore;
import io.cogstream.proj.Crs;
import io.cogstream.zarr.CrsAttributes;
import io.cogstream.zarr.CubeLayout;
import io.cogstream.zarr.PixelArrays;
import io.cogstream.zarr.PixelFormat;
import io.cogstream.zarr.TimeAxis;
import io.cogstream.zarr.ZarrReader;
import io.cogstream.zarr.ZarrWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes an array's index and metadata, or finds that they are there already. */
public final class ArrayCreator {
    /** Fields of the spec that only say which items it is made of. */
    private static final Set<String> OF_ITEMS = Set.of("index", "fingerprint");

    private static final int MOST_DIFFERENCES = 8;

    private final ObjectStore store;

    public ArrayCreator(ObjectStore store) {
        this.store = store;
    }

    /** What was in the store before. */
    public enum Outcome {
        /** Nothing, or something that was to be overwritten. */
        CREATED,
        /** The same array; its chunks stay. */
        SAME
    }

    /**
     * Makes the store hold the planned array, complete but for its chunks. The root group is written last, so a store
     * without it holds no array yet.
     *
     * @param overwrite removes the array that is there first, and nothing else
     * @throws RequestException if the store holds another array, then the message names the difference, or is to be
     *     overwritten but holds something else than an array of ours
     */
    public Outcome create(ArrayPlan plan, boolean overwrite) throws RequestException {
        ArraySpec existing = overwrite ? null : existing();
        if (existing != null) {
            List<String> differences = differences(existing, plan);
            if (differences.isEmpty()) {
                return Outcome.SAME;
            }
            throw new RequestException("%s holds another array: %s; choose another --output or pass --overwrite"
                    .formatted(store.uri(), String.join("; ", differences)));
        }
        CubeLayout layout = layout(plan);
        if (overwrite) {
            remove();
        }
        removeBandArrays();
        store.put(plan.spec().index(), ByteBuffer.wrap(plan.index().toBytes())).join();
        String areaKey = plan.spec().area();
        if (plan.area() != null && areaKey != null) {
            store.put(areaKey, ByteBuffer.wrap(plan.area().toBytes())).join();
        }
        if (plan.spec().storage().layout() == ArrayLayout.BANDS) {
            ArrayStore.putBandArrays(store, plan.spec().chunkKeys()).join();
        }
        ZarrWriter.create(store, layout).join();
        return Outcome.CREATED;
    }

    /** What the store holds already, null if no array. Fails with a source exception if it is one that can't be read. */
    public @Nullable ArraySpec existing() {
        return ArrayStore.loadSpec(store).join();
    }

    /**
     * Users name the wrong folder now and then: what cogstream did not write stays. The root group goes first, so that what
     * is left of an interrupted removal is no array.
     */
    private void remove() throws RequestException {
        if (!isOurs() && !store.list("").join().isEmpty()) {
            throw new RequestException("%s holds files, but no array of cogstream; --overwrite does not remove them,"
                            .formatted(store.uri())
                    + " choose another --output");
        }
        for (String prefix : ZarrWriter.PREFIXES) {
            store.deleteAll(prefix).join();
        }
        removeBandArrays();
        store.deleteAll(ArrayStore.PREFIX).join();
    }

    /** Those of an array that is to be replaced, or whose opening or removal was interrupted. */
    private void removeBandArrays() {
        for (String name : ArrayStore.bandArrays(store).join()) {
            store.deleteAll(name + "/").join();
        }
    }

    /** An array whose opening was interrupted has an index, but no root group yet. */
    private boolean isOurs() {
        return !store.list(ArrayStore.INDEX_PREFIX).join().isEmpty()
                || ZarrReader.spec(store).exceptionally(damaged -> null).join() != null;
    }

    private String itemDifference(ArrayPlan plan) {
        try {
            return ItemDifference.between(ArrayStore.load(store).join().index(), plan.index())
                    .toString();
        } catch (CompletionException unreadable) {
            return "the items are others";
        }
    }

    private List<String> differences(ArraySpec existing, ArrayPlan plan) {
        List<String> differences = new ArrayList<>();
        if (!existing.fingerprint().equals(plan.spec().fingerprint())) {
            differences.add(itemDifference(plan));
        }
        addDifferences("", ArrayStore.toJson(existing), ArrayStore.toJson(plan.spec()), differences);
        return differences.size() <= MOST_DIFFERENCES
                ? differences
                : Stream.concat(
                                differences.stream().limit(MOST_DIFFERENCES),
                                Stream.of("%d more differences".formatted(differences.size() - MOST_DIFFERENCES)))
                        .toList();
    }

    /** Down to the fields of objects, and of lists of as many objects. */
    private static void addDifferences(String path, JsonNode before, JsonNode after, List<String> differences) {
        if (before.equals(after) || OF_ITEMS.contains(path)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            after.fields()
                    .forEachRemaining(field -> addDifferences(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                            before.path(field.getKey()),
                            field.getValue(),
                            differences));
        } else if (after.path(0).isObject() && before.size() == after.size()) {
            for (int i = 0; i < after.size(); i++) {
                addDifferences("%s[%d]".formatted(path, i), before.path(i), after.path(i), differences);
            }
        } else {
            differences.add("%s is %s there, %s here".formatted(path, brief(before), brief(after)));
        }
    }

    private static String brief(JsonNode value) {
        String text = value.toString();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    private static CubeLayout layout(ArrayPlan plan) throws RequestException {
        ArraySpec spec = plan.spec();
        Crs crs = spec.parsedCrs();
        String wkt;
        try {
            wkt = crs.wkt();
        } catch (IllegalArgumentException e) {
            throw new RequestException("--crs: " + e.getMessage(), e);
        }
        return new CubeLayout(
                spec.bands().stream().map(BandSpec::name).toList(),
                new TimeAxis(
                        spec.times().stream().mapToLong(Long::longValue).toArray(),
                        spec.timeUnit().equals("seconds") ? TimeAxis.Unit.SECONDS : TimeAxis.Unit.NANOSECONDS),
                spec.height(),
                spec.width(),
                spec.grid().transform(),
                new CrsAttributes(crs.epsg(), wkt, crs.gridMappingName(), crs.isGeographic(), crs.unit()),
                spec.chunkHeight(),
                spec.chunkWidth(),
                pixels(plan),
                spec.zstdLevel(),
                ArrayStore.toJson(spec));
    }

    private static PixelArrays pixels(ArrayPlan plan) {
        PixelStorage storage = plan.spec().storage();
        List<PixelFormat> formats = storage.formats().stream()
                .map(format -> new PixelFormat(format.dtype(), format.nodata()))
                .toList();
        List<String> items = storage.provenance()
                ? IntStream.range(0, plan.index().size())
                        .mapToObj(plan.index()::id)
                        .toList()
                : null;
        return new PixelArrays(plan.spec().chunkKeys(), formats, items);
    }
}
