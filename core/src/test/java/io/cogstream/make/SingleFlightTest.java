package io.cogstream.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.failure.TransientSourceException;
import io.cogstream.fixture.MemorySources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Headers and tiles are read once, however many chunks want them at the same time. */
class SingleFlightTest {
    /** One tile of 256 pixels for many chunks of 16. */
    private static final Scene SCENE = Scene.flat("scene", 0, 0, 256, 256, 7).tweaked(tiff -> tiff.tile(256));

    private static SceneArray array() {
        return SceneArray.of(List.of(SCENE)).size(256, 256).chunks(16, 16).build();
    }

    private static List<CompletableFuture<FetchedChunk>> fiftyFetches(SceneArray array) {
        List<CompletableFuture<FetchedChunk>> fetches = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            fetches.add(array.fetch(i / 16, i % 16));
        }
        return fetches;
    }

    @Test
    void fiftyChunksRequestTheirCommonTileOnce() {
        try (SceneArray array = array()) {
            CompletableFuture<@Nullable Void> gate = new CompletableFuture<>();
            array.sources().holdUntil(gate);
            List<CompletableFuture<FetchedChunk>> fetches = fiftyFetches(array);
            gate.complete(null);

            long requests = 0;
            for (CompletableFuture<FetchedChunk> fetch : fetches) {
                MadeChunk chunk = array.finish(fetch);
                assertThat(chunk.status()).isEqualTo(MadeChunk.Status.MADE);
                requests += chunk.cost().requests();
            }
            assertThat(array.sources().reads()).hasSize(2);
            assertThat(new HashSet<>(array.sources().reads())).hasSize(2);
            assertThat(requests).as("charged once").isEqualTo(2);
        }
    }

    @Test
    void aFailedTileReachesAllWhoWaitAndIsTriedAgainLater() {
        try (SceneArray array = array()) {
            array.sources().failTiles(SCENE.href(), () -> new TransientSourceException(SCENE.href(), "reset"));
            CompletableFuture<@Nullable Void> gate = new CompletableFuture<>();
            array.sources().holdUntil(gate);
            List<CompletableFuture<FetchedChunk>> fetches = fiftyFetches(array);
            gate.complete(null);
            for (CompletableFuture<FetchedChunk> fetch : fetches) {
                assertThat(array.finish(fetch).status()).isEqualTo(MadeChunk.Status.FAILED);
            }
            array.sources().heal();

            assertThat(array.make(0, 0).status()).isEqualTo(MadeChunk.Status.MADE);
        }
    }

    @Test
    void aFailedHeaderIsTriedAgainLater() {
        try (SceneArray array = array()) {
            array.sources().failHeaders(SCENE.href(), () -> new TransientSourceException(SCENE.href(), "reset"));
            assertThat(array.make(0, 0).status()).isEqualTo(MadeChunk.Status.FAILED);
            array.sources().heal();

            assertThat(array.make(0, 0).status()).isEqualTo(MadeChunk.Status.MADE);
            assertThat(array.sources().reads())
                    .filteredOn(MemorySources.Read::isHeader)
                    .hasSize(2);
        }
    }

    @Test
    void neighboursFindHeaderAndTilesInMemory() {
        try (SceneArray array = array()) {
            array.make(0, 0);
            array.sources().forgetReads();
            MadeChunk chunk = array.make(7, 7);

            assertThat(array.sources().reads()).isEmpty();
            assertThat(chunk.cost().tiles()).isEqualTo(1);
            assertThat(chunk.cost().cachedTiles()).isEqualTo(1);
        }
    }

    @Test
    void oneThatAsksAgainAsSoonAsALoadFailsDoesNotMeetTheFailedFlight() {
        SingleFlightCache<String, String> cache = new SingleFlightCache<>(10, (key, value) -> 1);
        CompletableFuture<String> load = new CompletableFuture<>();
        CompletableFuture<String> again = cache.get("key", () -> load)
                .exceptionallyCompose(problem -> cache.get("key", () -> CompletableFuture.completedFuture("loaded")));
        load.completeExceptionally(new IllegalStateException("first try"));

        assertThat(again).isCompletedWithValue("loaded");
    }

    @Test
    void aLoadThatThrowsLeavesNoFlightBehind() {
        SingleFlightCache<String, String> cache = new SingleFlightCache<>(10, (key, value) -> 1);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> cache.get("key", () -> {
                                throw new IllegalArgumentException("no such scheme");
                            })
                            .join())
                    .hasMessageContaining("no such scheme");
        }
        assertThat(cache.get("key", () -> CompletableFuture.completedFuture("value"))
                        .join())
                .isEqualTo("value");
    }
}
