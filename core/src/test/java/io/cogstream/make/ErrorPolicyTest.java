package io.cogstream.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.cube.ErrorPolicy;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.failure.FailureKind;
import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.TransientSourceException;
import io.cogstream.raster.DataType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a source that can't be used does to its chunk. The good source lies behind the bad one. */
class ErrorPolicyTest {
    private static final Scene GOOD = Scene.flat("good", -16, -16, 160, 160, 9);
    private static final Scene BAD = Scene.flat("bad", -16, -16, 160, 160, 7);

    /** A way to fail, and how it must be recorded. */
    private enum Fault {
        ABSENT(FailureKind.PERMANENT, "header"),
        TILE_FORBIDDEN(FailureKind.PERMANENT, "read"),
        NO_TIFF(FailureKind.MALFORMED, "header"),
        DAMAGED_TILE(FailureKind.MALFORMED, "read"),
        MISPLACED_TILE(FailureKind.MALFORMED, "read"),
        UNKNOWN_COMPRESSION(FailureKind.UNSUPPORTED, "read"),
        UNKNOWN_CRS(FailureKind.UNSUPPORTED, "header"),
        HEADER_TIMEOUT(FailureKind.TRANSIENT, "header"),
        TILE_TIMEOUT(FailureKind.TRANSIENT, "read"),
        OTHER_TYPE(FailureKind.CONTRACT, "header"),
        OTHER_NODATA(FailureKind.CONTRACT, "header");

        private final FailureKind kind;
        private final String stage;

        Fault(FailureKind kind, String stage) {
            this.kind = kind;
            this.stage = stage;
        }

        boolean canBeIgnored() {
            return kind != FailureKind.TRANSIENT && kind != FailureKind.CONTRACT;
        }

        Scene scene() {
            return switch (this) {
                case DAMAGED_TILE -> BAD.tweaked(tiff -> tiff.deflate().damagedTile(24));
                case MISPLACED_TILE -> BAD.tweaked(tiff -> tiff.misplacedTile(24));
                case UNKNOWN_COMPRESSION -> BAD.tweaked(tiff -> tiff.compression(34712));
                case UNKNOWN_CRS -> BAD.tweaked(tiff -> tiff.epsg(5513));
                case OTHER_NODATA -> BAD.withNodata(1.0);
                case OTHER_TYPE -> floats();
                default -> BAD;
            };
        }

        private static Scene floats() {
            return new Scene(
                    "bad",
                    DataType.FLOAT32,
                    BAD.west(),
                    BAD.north(),
                    10,
                    160,
                    160,
                    BAD.pixels(),
                    null,
                    0.0,
                    null,
                    UnaryOperator.identity());
        }

        void apply(SceneArray array) {
            switch (this) {
                case ABSENT ->
                    array.sources().failHeaders(BAD.href(), () -> new PermanentSourceException(BAD.href(), "404"));
                case TILE_FORBIDDEN ->
                    array.sources().failTiles(BAD.href(), () -> new PermanentSourceException(BAD.href(), "403"));
                case NO_TIFF -> array.sources().put(BAD.href(), new byte[1000]);
                case HEADER_TIMEOUT ->
                    array.sources().failHeaders(BAD.href(), () -> new TransientSourceException(BAD.href(), "timeout"));
                case TILE_TIMEOUT ->
                    array.sources().failTiles(BAD.href(), () -> new TransientSourceException(BAD.href(), "timeout"));
                default -> {}
            }
        }
    }

    /** The array's contract is that of the good source; in source order the bad one comes first all the same. */
    private static SceneArray array(Fault fault, ErrorPolicy policy, MosaicMethod method) {
        Scene sliver = Scene.flat("sliver", -16, -16, 20, 20, 5);
        SceneArray array = SceneArray.of(List.of(sliver, fault.scene(), GOOD))
                .errors(policy)
                .mosaic(method)
                .build();
        fault.apply(array);
        return array;
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void raiseFailsTheChunkAndNamesTheSource(Fault fault) {
        try (SceneArray array = array(fault, ErrorPolicy.RAISE, MosaicMethod.FIRST)) {
            MadeChunk chunk = array.make(0, 0);

            assertThat(chunk.status()).isEqualTo(MadeChunk.Status.FAILED);
            assertThat(chunk.content()).isNull();
            assertNamed(chunk, fault);
            assertThat(array.maker().budget().used()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void ignoreLeavesOutTheSourceUnlessTheFaultMayPassOrBreaksThePromise(Fault fault) {
        for (MosaicMethod method : List.of(MosaicMethod.FIRST, MosaicMethod.HIGHEST)) {
            try (SceneArray array = array(fault, ErrorPolicy.IGNORE, method)) {
                MadeChunk chunk = array.make(0, 0);

                assertNamed(chunk, fault);
                if (fault.canBeIgnored()) {
                    assertThat(chunk.status()).isEqualTo(MadeChunk.Status.MADE);
                    byte[] samples = array.samples(chunk);
                    assertThat(array.value(samples, 0, 0)).isEqualTo(method == MosaicMethod.FIRST ? 5 : 9);
                    assertThat(array.value(samples, 64, 64)).isEqualTo(9);
                } else {
                    assertThat(chunk.status()).isEqualTo(MadeChunk.Status.FAILED);
                }
                assertThat(array.maker().budget().used()).isZero();
            }
        }
    }

    private static void assertNamed(MadeChunk chunk, Fault fault) {
        assertThat(chunk.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).as(failure.message()).isEqualTo(fault.kind);
            assertThat(failure.stage()).isEqualTo(fault.stage);
            assertThat(failure.item()).isEqualTo("bad");
            assertThat(failure.asset()).isEqualTo("red");
            assertThat(failure.href()).isEqualTo(BAD.href());
            assertThat(failure.message()).startsWith("[" + BAD.href() + "]");
        });
    }

    @Test
    void chunksThatDoNotNeedTheDamagedTileAreMade() {
        for (Fault fault : List.of(Fault.DAMAGED_TILE, Fault.MISPLACED_TILE)) {
            // Tile 24 of 10 across holds columns 64 to 79 and rows 32 to 47 of the scene.
            try (SceneArray array =
                    SceneArray.of(List.of(fault.scene())).chunks(16, 16).build()) {
                List<MadeChunk> failed = array.makeAll().stream()
                        .filter(chunk -> chunk.status() == MadeChunk.Status.FAILED)
                        .toList();

                assertThat(failed).singleElement().satisfies(chunk -> {
                    assertThat(chunk.address().index().y()).isEqualTo(1);
                    assertThat(chunk.address().index().x()).isEqualTo(3);
                });
            }
        }
    }

    @Test
    void anExplicitTypeConvertsAndAnExplicitNodataMasksInstead() {
        Scene masked = Scene.flat("masked", -16, -16, 160, 160, 3);
        Scene other = Scene.flat("bad", -16, -16, 160, 160, 7.0).withNodata(1.0).with(16, 16, 1, 1, 3);
        try (SceneArray array = SceneArray.of(List.of(masked, other, GOOD))
                .explicitNodata(3)
                .explicitDtype(DataType.UINT8)
                .build()) {
            byte[] samples = array.samples(array.make(0, 0));

            assertThat(array.value(samples, 5, 5)).isEqualTo(7);
            assertThat(array.value(samples, 0, 0)).isEqualTo(9);
        }
    }

    @Test
    void countsWithAnExplicitNodata() {
        try (SceneArray array = SceneArray.of(List.of(BAD.with(0, 0, 90, 160, 3), GOOD))
                .explicitNodata(3)
                .mosaic(MosaicMethod.COUNT)
                .build()) {
            byte[] samples = array.samples(array.make(0, 0));

            assertThat(array.value(samples, 5, 5)).isEqualTo(1);
            assertThat(array.value(samples, 100, 100)).isEqualTo(2);
        }
    }

    @Test
    void anArrayThatIsNotThereIsAFailureOfTheChunk() {
        try (SceneArray array = SceneArray.of(List.of(GOOD)).build()) {
            MadeChunk chunk = array.make(5, 0);

            assertThat(chunk.status()).isEqualTo(MadeChunk.Status.FAILED);
            assertThat(chunk.failures().get(0).message()).contains("outside the array");
        }
    }
}
