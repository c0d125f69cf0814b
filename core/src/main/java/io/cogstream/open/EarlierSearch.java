package io.cogstream.open;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.ArrayStore;
import io.cogstream.cube.OpenArray;
import io.cogstream.failure.SourceException;
import io.cogstream.io.ObjectStore;
import io.cogstream.io.ReadStatistics;
import io.cogstream.io.Sha256;
import io.cogstream.proj.Crs;
import io.cogstream.stac.DatasetStamp;
import io.cogstream.stac.ItemCatalog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Spares a search whose answer is known: beside an array's index stands what was asked for and what the items' files looked
 * like then. While both are the same, the array is what it was, and its index is taken from the store.
 */
public final class EarlierSearch {
    /** Goes up when the same request and files come to mean another array. */
    private static final int VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectStore store;
    private final String request;
    private final String crs;
    /** As the files were before any search; null if they can't be looked at, which is the search's to tell. */
    private final @Nullable DatasetStamp dataset;

    /**
     * The document in the store.
     *
     * @param fingerprint of the index that the search gave
     */
    private record Note(int version, String request, DatasetStamp dataset, String fingerprint) {}

    /** Looks at the items' files, so before they are searched. */
    public EarlierSearch(ObjectStore store, OpenRequest request) {
        this.store = store;
        this.request = text(request);
        this.crs = request.crs();
        this.dataset = stamp(request.selection().items());
    }

    /** All of the request; a file that it names is what it holds. */
    private static String text(OpenRequest request) {
        String geometry = request.geometry();
        try {
            return geometry == null
                    ? request.toString()
                    : request + " "
                            + Sha256.hex(AreaOfInterest.geoJson(geometry).getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException unreadable) {
            // The planner tells what is wrong with it.
            return request.toString();
        }
    }

    private static @Nullable DatasetStamp stamp(String items) {
        try {
            return ItemCatalog.open(items, List.of(), new ReadStatistics()).stamp();
        } catch (SourceException unreadable) {
            return null;
        }
    }

    /**
     * The plan that the request led to before; empty if it was another one, the files changed, or the index can't be used.
     *
     * @param existing what the store holds, null if no array
     */
    public Optional<ArrayPlan> plan(@Nullable ArraySpec existing) {
        if (existing == null || dataset == null || !note(existing.fingerprint()).equals(stored())) {
            return Optional.empty();
        }
        try {
            OpenArray array = ArrayStore.load(store).join();
            return array.index().fingerprint().equals(existing.fingerprint())
                    ? Optional.of(new ArrayPlan(
                            existing,
                            array.index(),
                            array.area(),
                            List.of(),
                            Crs.parse(crs).warnings()))
                    : Optional.empty();
        } catch (CompletionException unusable) {
            return Optional.empty();
        }
    }

    /** Notes that the request led to the array that the store holds now. */
    public void remember(ArrayPlan plan) {
        if (dataset == null) {
            return;
        }
        Note note = note(plan.spec().fingerprint());
        if (note.equals(stored())) {
            return;
        }
        try {
            store.put(ArrayStore.SEARCH_KEY, ByteBuffer.wrap(JSON.writeValueAsBytes(note)))
                    .join();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a note of texts and numbers is always JSON", impossible);
        }
    }

    private Note note(String fingerprint) {
        return new Note(VERSION, request, Objects.requireNonNull(dataset), fingerprint);
    }

    private @Nullable Note stored() {
        byte[] content = store.get(ArrayStore.SEARCH_KEY).join();
        try {
            return content == null ? null : JSON.readValue(content, Note.class);
        } catch (IOException damaged) {
            return null;
        }
    }
}
