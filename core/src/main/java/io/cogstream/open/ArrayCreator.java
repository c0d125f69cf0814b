package io.cogstream.open;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.ArrayStore;
import io.cogstream.cube.BandSpec;
import io.cogstream.io.ObjectStore;
import io.cogstream.proj.Crs;
import io.cogstream.zarr.CrsAttributes;
import io.cogstream.zarr.CubeLayout;
import io.cogstream.zarr.TimeAxis;
import io.cogstream.zarr.ZarrReader;
import io.cogstream.zarr.ZarrWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an array's index and metadata, or finds that they are there already. */
public final class ArrayCreator {
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
            List<String> differences = differences(existing, plan.spec());
            if (differences.isEmpty()) {
                return Outcome.SAME;
            }
            throw new RequestException("%s holds another array: %s; choose another --output or pass --overwrite"
                    .formatted(store.uri(), String.join("; ", differences)));
        }
        CubeLayout layout = layout(plan.spec());
        if (overwrite) {
            remove();
        }
        store.put(plan.spec().index(), ByteBuffer.wrap(plan.index().toBytes())).join();
        String areaKey = plan.spec().area();
        if (plan.area() != null && areaKey != null) {
            store.put(areaKey, ByteBuffer.wrap(plan.area().toBytes())).join();
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
        store.deleteAll(ArrayStore.PREFIX).join();
    }

    /** An array whose opening was interrupted has an index, but no root group yet. */
    private boolean isOurs() {
        return !store.list(ArrayStore.INDEX_PREFIX).join().isEmpty()
                || ZarrReader.spec(store).exceptionally(damaged -> null).join() != null;
    }

    private static List<String> differences(ArraySpec existing, ArraySpec wanted) {
        ObjectNode before = ArrayStore.toJson(existing);
        ObjectNode after = ArrayStore.toJson(wanted);
        List<String> differences = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = after.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            JsonNode old = before.path(field.getKey());
            if (!old.equals(field.getValue()) && !field.getKey().equals("index")) {
                differences.add(
                        "%s is %s there, %s here".formatted(field.getKey(), brief(old), brief(field.getValue())));
            }
        }
        return differences;
    }

    private static String brief(JsonNode value) {
        String text = value.toString();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    private static CubeLayout layout(ArraySpec spec) throws RequestException {
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
                spec.dtype(),
                spec.nodata(),
                spec.zstdLevel(),
                ArrayStore.toJson(spec));
    }
}
