package io.cogstream.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.cube.ArrayStore;
import io.cogstream.fixture.MemorySources;
import io.cogstream.fixture.MemoryStore;
import io.cogstream.fixture.TestTiff;
import io.cogstream.io.ReadStatistics;
import io.cogstream.raster.DataType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierSearchTest {
    private final MemoryStore store = new MemoryStore("memory:/array");
    private final ArrayCreator creator = new ArrayCreator(store);

    @TempDir
    private Path dataset;

    @BeforeEach
    void copyItems() throws Exception {
        add("items.parquet");
    }

    private void add(String name) throws Exception {
        Files.copy(Path.of(OpenRequests.june().request().selection().items()), dataset.resolve(name));
    }

    private OpenRequests june() {
        return OpenRequests.june().items(dataset);
    }

    private static ArrayPlan search(OpenRequests request) throws Exception {
        byte[] file = TestTiff.of(DataType.UINT16, 16, 16, new double[256])
                .at(700_000, 4_300_000, 10)
                .nodata("0")
                .bytes();
        return new ArrayPlanner(new MemorySources().put("red.tif", file), new ReadStatistics())
                .plan(request.request(), null);
    }

    private void open(OpenRequests request) throws Exception {
        EarlierSearch earlier = new EarlierSearch(store, request.request());
        ArrayPlan plan = search(request);
        creator.create(plan, false);
        earlier.remember(plan);
    }

    private Optional<ArrayPlan> known(OpenRequests request) {
        return new EarlierSearch(store, request.request()).plan(creator.existing());
    }

    @Test
    void theSameRequestOverTheSameFilesNeedsNoSearch() throws Exception {
        open(june());

        ArrayPlan known = known(june()).orElseThrow();
        assertThat(known.spec()).isEqualTo(search(june()).spec());
        assertThat(known.index().fingerprint()).isEqualTo(known.spec().fingerprint());
        assertThat(creator.create(known, false)).isEqualTo(ArrayCreator.Outcome.SAME);
    }

    @Test
    void anythingElseIsSearched() throws Exception {
        assertThat(known(june())).as("no array").isEmpty();
        open(june());

        assertThat(known(june().ids("A-20230603"))).isEmpty();
        assertThat(known(june().chunk(128))).isEmpty();
        add("more.parquet");
        assertThat(known(june())).isEmpty();
    }

    @Test
    void filesThatWereOnlyTouchedAreSearchedOnceMore() throws Exception {
        open(june());
        Files.setLastModifiedTime(
                dataset.resolve("items.parquet"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));

        assertThat(known(june())).isEmpty();
        open(june());
        assertThat(known(june())).isPresent();
    }

    @Test
    void otherItemsAreCounted() throws Exception {
        open(june());
        int items = known(june()).orElseThrow().index().size();
        add("more.parquet");

        assertThatThrownBy(() -> open(june()))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("items: %d added, 0 removed".formatted(items))
                .hasMessageContaining("--overwrite");
        Files.delete(dataset.resolve("more.parquet"));
        assertThat(known(june())).as("as it was").isPresent();
    }

    @Test
    void whatIsDamagedOrMissingIsSearchedAnew() throws Exception {
        open(june());
        byte[] note = store.objects().get(ArrayStore.SEARCH_KEY);
        String index = creator.existing().index();

        store.objects().put(ArrayStore.SEARCH_KEY, "{ damaged".getBytes(StandardCharsets.UTF_8));
        assertThat(known(june())).isEmpty();
        store.objects().put(ArrayStore.SEARCH_KEY, note);
        assertThat(known(june())).isPresent();
        store.objects().remove(index);
        assertThat(known(june())).isEmpty();
    }

    @Test
    void filesThatAreGoneAreTheSearchesToTell() throws Exception {
        open(june());
        Files.delete(dataset.resolve("items.parquet"));

        assertThat(known(june())).isEmpty();
        assertThatThrownBy(() -> search(june())).hasMessageContaining("no .parquet file");
    }
}
