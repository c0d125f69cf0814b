package io.cogstream.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.fixture.MemorySources;
import io.cogstream.fixture.TestTiff;
import io.cogstream.grid.Affine;
import io.cogstream.io.ReadStatistics;
import io.cogstream.proj.Crs;
import io.cogstream.raster.DataType;
import io.cogstream.tiff.GeoTiff;
import io.cogstream.tiff.GeoTiffHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An image of 64 pixels of 10 m with overviews of 20 and 40 m. */
class OverviewChoiceTest {
    private static final Crs UTM = Crs.epsg(32612);

    private static GeoTiff image() {
        byte[] file = TestTiff.of(DataType.UINT8, 64, 64, new double[64 * 64])
                .at(500_000, 4_300_000, 10)
                .overview(32, 32, new double[32 * 32])
                .overview(16, 16, new double[16 * 16])
                .bytes();
        MemorySources sources = new MemorySources().put("a.tif", file);
        return GeoTiffHeader.read(sources.open("a.tif", new ReadStatistics())).join();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 0", "19.99, 0", "20, 1", "39.99, 1", "40, 2", "4000, 2"})
    void takesTheCoarsestThatIsNoWiderThanTheTarget(double resolution, int level) {
        GeoTiff file = image();
        Affine array = Affine.northUp(500_000, 4_300_000, resolution, resolution);

        assertThat(OverviewChoice.level(file, UTM, file.transform(), UTM, array))
                .isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"EPSG:4326, 0.00022, 0", "EPSG:4326, 0.00024, 1", "EPSG:32613, 19.8, 0", "EPSG:32613, 20.2, 1"})
    void measuresTheTargetInUnitsOfTheSource(String crs, double resolution, int level) {
        GeoTiff file = image();
        Crs target = Crs.parse(crs);
        double[] corner = {500_000, 4_300_000};
        UTM.to(target).apply(corner);
        Affine array = Affine.northUp(corner[0], corner[1], resolution, resolution);

        assertThat(OverviewChoice.level(file, UTM, file.transform(), target, array))
                .isEqualTo(level);
    }

    @Test
    void doesNotDependOnWhereTheArrayBegins() {
        GeoTiff file = image();
        Crs target = Crs.epsg(5070);
        for (double west = -2e6; west < 2e6; west += 1e5) {
            assertThat(OverviewChoice.level(file, UTM, file.transform(), target, Affine.northUp(west, 3e6, 25, 25)))
                    .isEqualTo(1);
        }
    }
}
