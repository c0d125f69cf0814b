package io.cogstream.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.ArrayStore;
import io.cogstream.cube.BandSpec;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.fixture.MemorySources;
import io.cogstream.fixture.TestTiff;
import io.cogstream.io.ReadStatistics;
import io.cogstream.raster.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which array a request describes. Items come from the test resources, their files from memory. */
class ArrayPlannerTest {
    private final MemorySources sources = new MemorySources()
            .put("red.tif", file(DataType.UINT16, "0"))
            .put("green.tif", file(DataType.UINT16, "0"))
            .put("nir.tif", file(DataType.UINT16, "0"))
            .put("scl.tif", file(DataType.UINT8, "0"))
            .put("visual.tif", file(DataType.UINT8, null));
    private final ReadStatistics statistics = new ReadStatistics();

    private static byte[] file(DataType type, @Nullable String nodata) {
        return TestTiff.of(type, 16, 16, new double[256])
                .at(700_000, 4_300_000, 10)
                .nodata(nodata)
                .bytes();
    }

    private ArrayPlan plan(OpenRequests request, @Nullable ArraySpec existing)
            throws RequestException, NothingMatchesException, SourceException {
        return new ArrayPlanner(sources, statistics).plan(request.request(), existing);
    }

    private ArraySpec spec(OpenRequests request) throws Exception {
        return plan(request, null).spec();
    }

    private static long seconds(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    @Test
    void takesGridFromTheBoxAndStepsFromTheItems() throws Exception {
        ArraySpec spec = spec(OpenRequests.june());

        assertThat(spec.width()).isEqualTo(250);
        assertThat(spec.height()).isEqualTo(180);
        assertThat(spec.transform()).containsExactly(0.001, 0.0, -108.45, 0.0, -0.001, 38.98);
        assertThat(spec.times())
                .containsExactly(
                        seconds("2023-06-03T00:00:00Z"),
                        seconds("2023-06-04T00:00:00Z"),
                        seconds("2023-06-10T00:00:00Z"),
                        seconds("2023-06-18T00:00:00Z"));
        assertThat(spec.timeUnit()).isEqualTo("seconds");
    }

    @Test
    void exactTimesAreInNanoseconds() throws Exception {
        ArraySpec spec = spec(OpenRequests.june().period("none").ids("A-20230603"));

        assertThat(spec.times()).containsExactly(seconds("2023-06-03T18:00:21Z") * 1_000_000_000 + 24_000_000);
        assertThat(spec.timeUnit()).isEqualTo("nanoseconds");
    }

    @Test
    void defaultBandsAreTheFirstItemsImages() throws Exception {
        ArraySpec spec = spec(OpenRequests.june().bands().ids("B-20230604"));

        assertThat(spec.bands()).extracting(BandSpec::name).containsExactly("red", "green", "scl");
        assertThat(spec.format(0).dtype()).as("holds uint16 and uint8").isEqualTo(DataType.UINT16);
    }

    @Test
    void aBandMayBeOneSampleOfAnAsset() throws Exception {
        ArraySpec spec = spec(OpenRequests.june().bands("visual:3").ids("A-20230603"));

        assertThat(spec.bands()).containsExactly(new BandSpec("visual:3", "visual", 3));
    }

    @Test
    void theFirstItemMustHaveEveryBand() {
        assertThatThrownBy(() ->
                        plan(OpenRequests.june().bands("red", "nir", "swir").ids("B-20230604"), null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("B-20230604")
                .hasMessageContaining("[nir, swir]");
    }

    @Test
    void laterItemsMayLackABand() throws Exception {
        ArrayPlan plan = plan(OpenRequests.june().ids("A-20230603", "A-20230618"), null);

        assertThat(plan.index().size()).isEqualTo(2);
        assertThat(plan.index().href(1, 0)).isNull();
    }

    @Test
    void bandsMustAgreeOnNodataUnlessItIsGiven() throws Exception {
        assertThatThrownBy(() -> plan(OpenRequests.june().bands("red", "visual").ids("A-20230603"), null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("'red' has 0.0, 'visual' has none")
                .hasMessageContaining("--nodata");
        assertThat(spec(OpenRequests.june()
                                .bands("red", "visual")
                                .ids("A-20230603")
                                .nodata(0))
                        .format(0)
                        .nodata())
                .isZero();
    }

    private static final String TRIANGLE =
            "{\"type\": \"Polygon\", \"coordinates\": [[[-108.44, 38.84], [-108.3, 38.84], [-108.3, 38.9], [-108.44, 38.84]]]}";

    @Test
    void aGeometrySetsTheBoxAndClips() throws Exception {
        ArrayPlan plan = plan(OpenRequests.june().in("EPSG:4326", 0.001, null).geometry(TRIANGLE), null);

        assertThat(plan.spec().width()).isEqualTo(140);
        assertThat(plan.spec().height()).isEqualTo(60);
        assertThat(plan.area()).isNotNull();
        assertThat(plan.spec().area()).isEqualTo(ArrayStore.areaKey(plan.area()));
    }

    @Test
    void aGeometryLeavesItemsOutThatItDoesNotMeet() throws Exception {
        String nowhere = TRIANGLE.replace("38.84", "38.971").replace("38.9]", "38.979]");
        int all = plan(OpenRequests.june(), null).index().size();

        assertThat(plan(OpenRequests.june().geometry(TRIANGLE), null).index().size())
                .isPositive()
                .isLessThanOrEqualTo(all);
        assertThatThrownBy(() -> plan(OpenRequests.june().geometry(nowhere.replace("-108", "-118")), null))
                .isInstanceOf(NothingMatchesException.class)
                .hasMessageContaining("the geometry");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"Point\", \"coordinates\": [0, 0]} | has no inside",
                "{\"type\": \"Polygon\"} | coordinates must be an array",
                "{\"type\": | not JSON",
                "no-such-file.geojson | can't read 'no-such-file.geojson'",
                "{\"type\": \"FeatureCollection\", \"features\": []} | no geometry",
            })
    void saysWhatIsWrongWithAGeometry(String geometry, String problem) {
        assertThatThrownBy(() -> plan(OpenRequests.june().geometry(geometry), null))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("--geometry: ")
                .hasMessageContaining(problem);
    }

    @Test
    void takesTheFeaturesOfACollectionTogether() throws Exception {
        String other = TRIANGLE.replace("-108.4", "-108.2").replace("-108.3,", "-108.25,");
        String both = "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"geometry\": %s}, "
                        .formatted(TRIANGLE)
                + "{\"type\": \"Feature\", \"geometry\": null}, {\"type\": \"Feature\", \"geometry\": %s}]}"
                        .formatted(other);

        ArrayPlan plan = plan(OpenRequests.june().geometry(both), null);

        assertThat(plan.index().size())
                .isGreaterThanOrEqualTo(plan(OpenRequests.june().geometry(TRIANGLE), null)
                        .index()
                        .size());
    }

    @Test
    void wantsABoxOrAGeometry() {
        assertThatThrownBy(() -> plan(OpenRequests.june().in("EPSG:4326", 0.001, null), null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("--bbox is missing");
    }

    @Test
    void unknownNodataStaysUnknown() throws Exception {
        ArraySpec spec = spec(OpenRequests.june().bands("visual").ids("A-20230603"));

        assertThat(spec.format(0).nodata()).isNull();
        assertThat(spec.format(0).fill()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST, UINT16, UINT16",
        "HIGHEST, UINT16, UINT16",
        "MEAN, UINT16, FLOAT32",
        "MEDIAN, UINT8, FLOAT32",
        "STDEV, FLOAT64, FLOAT64",
        "COUNT, FLOAT32, UINT16",
    })
    void theMosaicDecidesTheType(MosaicMethod mosaic, DataType source, DataType expected) throws Exception {
        sources.put("red.tif", file(source, "0"));
        ArraySpec spec = spec(OpenRequests.june().mosaic(mosaic));

        assertThat(spec.format(0).dtype()).isEqualTo(expected);
        assertThat(spec.format(0).sourceDtype()).isEqualTo(source);
        assertThat(spec.format(0).nodata()).isEqualTo(mosaic == MosaicMethod.COUNT ? null : 0.0);
    }

    @ParameterizedTest
    @EnumSource(
            value = MosaicMethod.class,
            names = {"MEAN", "MEDIAN", "STDEV"})
    void fractionsRefuseAnIntegerType(MosaicMethod mosaic) {
        assertThatThrownBy(() -> plan(OpenRequests.june().mosaic(mosaic).dtype(DataType.INT32), null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(mosaic.label())
                .hasMessageContaining("--dtype, not int32");
    }

    @ParameterizedTest
    @CsvSource({
        "UINT8, UINT16, UINT16",
        "UINT8, INT8, INT16",
        "UINT16, INT16, INT32",
        "UINT32, INT8, INT64",
        "UINT16, FLOAT32, FLOAT32",
        "UINT32, FLOAT32, FLOAT64",
        "UINT64, INT8, FLOAT64",
        "FLOAT32, FLOAT64, FLOAT64",
    })
    void typesArePromotedToOneThatHoldsBoth(DataType a, DataType b, DataType both) {
        assertThat(SampleFormat.promote(a, b)).isEqualTo(both);
        assertThat(SampleFormat.promote(b, a)).isEqualTo(both);
    }

    @Test
    void nodataMustFitTheArray() {
        assertThatThrownBy(() -> plan(OpenRequests.june().nodata(-9999), null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("-9999")
                .hasMessageContaining("uint16");
    }

    @Test
    void aDecimalNodataIsRoundedToWhatTheArrayHolds() throws Exception {
        sources.put("red.tif", file(DataType.FLOAT32, null));
        OpenRequests request = OpenRequests.june().nodata(-3.4028235e38);
        ArraySpec spec = spec(request);

        assertThat(spec.format(0).nodata()).isEqualTo(-Float.MAX_VALUE);
        assertThat(plan(request, spec).spec()).isEqualTo(spec);
        assertThatThrownBy(() -> plan(OpenRequests.june().nodata(1e39), null)).hasMessageContaining("1.0E39");
    }

    @Test
    void readsOneHeaderPerBandOfTheFirstItem() throws Exception {
        plan(OpenRequests.june().bands("red", "green"), null);

        assertThat(statistics.files()).isEqualTo(2);
        assertThat(statistics.requests()).as("the index is not a source").isEqualTo(2);
        assertThat(sources.reads()).allMatch(read -> read.href().contains("A-20230603"));
    }

    @Test
    void anUnreadableFirstItemIsASourceFailure() {
        sources.failHeaders("x", () -> new PermanentSourceException("x", "404"));
        assertThatThrownBy(() -> plan(OpenRequests.june().bands("thumbnail"), null))
                .isInstanceOf(PermanentSourceException.class)
                .hasMessageContaining("thumbnail");
    }

    @Test
    void takesTheTypesOfTheSameArrayWithoutReadingAnything() throws Exception {
        for (OpenRequests request : new OpenRequests[] {
            OpenRequests.june(),
            OpenRequests.june().mosaic(MosaicMethod.MEAN),
            OpenRequests.june().mosaic(MosaicMethod.COUNT).nodata(7),
            OpenRequests.june().dtype(DataType.FLOAT32).nodata(-9999),
        }) {
            ArraySpec existing = spec(request);
            long before = statistics.requests();

            assertThat(plan(request, existing).spec()).isEqualTo(existing);
            assertThat(statistics.requests()).isEqualTo(before);
        }
    }

    @Test
    void readsHeadersAgainWhereTheTypesMayDiffer() throws Exception {
        ArraySpec existing = spec(OpenRequests.june());
        for (OpenRequests other : new OpenRequests[] {
            OpenRequests.june().bands("green"),
            OpenRequests.june().ids("B-20230603"),
            OpenRequests.june().mosaic(MosaicMethod.MEAN),
            OpenRequests.june().nodata(0),
            OpenRequests.june().dtype(DataType.UINT16),
        }) {
            long before = statistics.requests();
            ArraySpec planned = plan(other, existing).spec();

            assertThat(planned).isEqualTo(spec(other)).isNotEqualTo(existing);
            assertThat(statistics.requests()).isGreaterThan(before + 1);
        }
    }

    @Test
    void sortsSourcesWithinAStep() throws Exception {
        ArrayPlan plan = plan(OpenRequests.june().datetime("2023-06-03").sortBy("-datetime"), null);

        assertThat(plan.index().id(0)).isEqualTo("A2-20230603");
    }

    @ParameterizedTest
    @CsvSource({"-no_such, --sortby", "datetime:, --sortby"})
    void anUnknownSortKeyIsNamed(String key, String option) {
        assertThatThrownBy(() -> plan(OpenRequests.june().sortBy(key), null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(option);
    }

    @Test
    void aFilterSelectsItemsAndIsPartOfTheSpec() throws Exception {
        ArrayPlan plan = plan(OpenRequests.june().filter(" eo:cloud_cover < 20 AND id LIKE 'A-%' "), null);

        assertThat(plan.index().size()).isPositive();
        for (int item = 0; item < plan.index().size(); item++) {
            assertThat(plan.index().id(item)).startsWith("A-");
        }
        assertThat(plan.spec().query()).endsWith(", filter=eo:cloud_cover < 20 AND id LIKE 'A-%'");
    }

    @Test
    void aWrongFilterIsARequestThatIsWrong() {
        assertThatThrownBy(() -> plan(OpenRequests.june().filter("eo:cloud_cover <"), null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("--filter: at character 17");
    }

    @Test
    void aQueryThatNothingAnswersIsRepeated() {
        assertThatThrownBy(() -> plan(OpenRequests.june().datetime("2001-01-01").ids("x", "y"), null))
                .isInstanceOf(NothingMatchesException.class)
                .hasMessageContaining("datetime=2001-01-01")
                .hasMessageContaining("ids=x,y")
                .hasMessageContaining("bbox=-108.45");
    }
}
