package io.cogstream.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.cube.MosaicMethod;
import io.cogstream.failure.PermanentSourceException;
import io.cogstream.fixture.MemorySources;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which sources the {@code first} mosaic reads. The array is one chunk of 128 x 128 pixels, unless said otherwise. */
class FirstMosaicWavesTest {
    /** Wider than the array by as much as its box grows in longitude and latitude. */
    private static final Scene COVERING = Scene.flat("covering", -16, -16, 160, 160, 7);

    private static final Scene BEHIND = Scene.flat("behind", -16, -16, 160, 160, 9);

    @Test
    void neverOpensASourceBehindFullCover() {
        try (SceneArray array = SceneArray.of(List.of(COVERING, BEHIND)).build()) {
            MadeChunk chunk = array.make(0, 0);

            assertThat(chunk.status()).isEqualTo(MadeChunk.Status.MADE);
            assertThat(array.sources().reads(BEHIND.href())).isEmpty();
            assertThat(chunk.cost().files()).isEqualTo(1);
            assertThat(array.value(array.samples(chunk), 127, 127)).isEqualTo(7);
        }
    }

    @Test
    void everyOtherMosaicReadsAllSources() {
        for (MosaicMethod method : MosaicMethod.values()) {
            if (method != MosaicMethod.FIRST) {
                try (SceneArray array =
                        SceneArray.of(List.of(COVERING, BEHIND)).mosaic(method).build()) {
                    assertThat(array.make(0, 0).cost().sources())
                            .as(method.label())
                            .isEqualTo(2);
                }
            }
        }
    }

    @Test
    void readsOnlyTheTilesUnderSquaresThatAreStillOpen() {
        Scene holed = COVERING.with(20, 20, 5, 5, 0);
        try (SceneArray array = SceneArray.of(List.of(holed, BEHIND)).build()) {
            byte[] pixels = array.pixels();

            assertThat(array.value(pixels, 6, 6)).isEqualTo(9);
            assertThat(array.value(pixels, 12, 6)).isEqualTo(7);
            // One square of 64 pixels is open, that is 4 x 4 tiles of 16, of 512 bytes each, and at most one more at
            // each side.
            assertThat(array.sources().reads(BEHIND.href()).stream()
                            .filter(read -> !read.isHeader())
                            .mapToLong(MemorySources.Read::length)
                            .sum())
                    .isBetween(16 * 512L, 4 * 1024L + 5 * 9 * 512L);
        }
    }

    @Test
    void readsBothOfTwoNeighboursThatCoverTheChunkTogether() {
        Scene west = Scene.flat("west", -16, -16, 90, 160, 1);
        Scene east = Scene.flat("east", 60, -16, 90, 160, 2);
        try (SceneArray array = SceneArray.of(List.of(west, east, BEHIND)).build()) {
            byte[] pixels = array.pixels();

            assertThat(array.value(pixels, 73, 50)).isEqualTo(1);
            assertThat(array.value(pixels, 74, 50)).isEqualTo(2);
            assertThat(array.sources().reads(BEHIND.href()))
                    .as("a look at its header is allowed, its tiles are not")
                    .allMatch(MemorySources.Read::isHeader);
        }
    }

    @Test
    void goesOnWhereTheCoverIsOnlyGeometric() {
        Scene west = Scene.flat("west", -16, -16, 90, 160, 1);
        Scene holed = COVERING.with(20, 20, 5, 5, 0).with(100, 100, 8, 8, 0);
        try (SceneArray array =
                SceneArray.of(List.of(west, holed, BEHIND)).noTileCache().build()) {
            byte[] pixels = array.pixels();

            assertThat(array.value(pixels, 6, 6)).as("under the first").isEqualTo(1);
            assertThat(array.value(pixels, 86, 86))
                    .as("in a hole of the second")
                    .isEqualTo(9);
            assertThat(array.value(pixels, 100, 50)).isEqualTo(7);
        }
    }

    @Test
    void fillsWhatNoSourceCovers() {
        Scene west = Scene.flat("west", -16, -16, 90, 160, 1).withNodata(65535.0);
        try (SceneArray array = SceneArray.of(List.of(west)).build()) {
            byte[] pixels = array.pixels();

            assertThat(array.value(pixels, 73, 0)).isEqualTo(1);
            assertThat(array.value(pixels, 74, 0)).isEqualTo(65535);
        }
    }

    @Test
    void aSourceThatFailsBehindFullCoverDoesNotFailTheChunk() {
        Scene west = Scene.flat("west", -16, -16, 90, 160, 1);
        Scene east = Scene.flat("east", 60, -16, 90, 160, 2);
        try (SceneArray array = SceneArray.of(List.of(west, east, BEHIND)).build()) {
            array.sources().failHeaders(BEHIND.href(), () -> new PermanentSourceException(BEHIND.href(), "404"));
            MadeChunk chunk = array.make(0, 0);

            assertThat(chunk.status()).isEqualTo(MadeChunk.Status.MADE);
            assertThat(chunk.failures()).isEmpty();
        }
    }

    @Test
    void aSourceThatFailsInTheLastHoleFailsTheChunk() {
        Scene holed = COVERING.with(20, 20, 1, 1, 0);
        try (SceneArray array = SceneArray.of(List.of(holed, BEHIND)).build()) {
            array.sources().failHeaders(BEHIND.href(), () -> new PermanentSourceException(BEHIND.href(), "404"));
            MadeChunk chunk = array.make(0, 0);

            assertThat(chunk.status()).isEqualTo(MadeChunk.Status.FAILED);
            assertThat(chunk.failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.item()).isEqualTo("behind"));
        }
    }

    @Test
    void aChunkThatNoItemTouchesIsEmpty() {
        try (SceneArray array = SceneArray.of(List.of(Scene.flat("corner", 0, 0, 40, 40, 1)))
                .size(1024, 128)
                .build()) {
            MadeChunk chunk = array.make(0, 7);

            assertThat(chunk.status()).isEqualTo(MadeChunk.Status.EMPTY);
            assertThat(array.sources().reads()).isEmpty();
        }
    }

    @Test
    void aChunkWithSourcesIsMadeEvenIfAllOfItIsFill() {
        Scene nothing = Scene.flat("nothing", -16, -16, 160, 160, 0);
        try (SceneArray array = SceneArray.of(List.of(nothing)).build()) {
            assertThat(array.make(0, 0).status()).isEqualTo(MadeChunk.Status.MADE);
        }
    }
}
