package io.cogstream.proj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrsTest {

    /** Expected coordinates are PROJ's, through pyproj 3.8. */
    @ParameterizedTest
    @CsvSource({
        "EPSG:32612, -108.3, 38.9, 734144.9760, 4309145.4168",
        "EPSG:5070, -108.3, 38.9, -1053865.6492, 1831997.2658",
        "EPSG:3857, -108.3, 38.9, -12055900.8529, 4707357.5363",
        "EPSG:3035, 12.5, 41.9, 4529175.9253, 2091977.3309",
        "EPSG:3031, 45, -75, 1158794.7408, 1158794.7408",
        "EPSG:2263, -74, 40.7, 984250.0000, 194305.3389"
    })
    void transformsFromLongitudeAndLatitude(String code, double lon, double lat, double x, double y) {
        double[] point = {lon, lat};
        Crs.LONGITUDE_LATITUDE.to(Crs.parse(code)).apply(point);

        assertThat(point[0]).isCloseTo(x, within(1e-3));
        assertThat(point[1]).isCloseTo(y, within(1e-3));
    }

    @Test
    void keepsPointsBetweenEqualSystems() {
        double[] point = {1.25, 2.5};
        PointTransform transform = Crs.epsg(32612).to(Crs.parse("EPSG:32612"));
        transform.apply(point);

        assertThat(transform.isIdentity()).isTrue();
        assertThat(point).containsExactly(1.25, 2.5);
    }

    @Test
    void takesLongitudesBeyond180AsTheirEquals() {
        double[] beyond = {180.1, 17};
        double[] within = {-179.9, 17};
        Crs.LONGITUDE_LATITUDE.to(Crs.epsg(32660)).apply(beyond);
        Crs.LONGITUDE_LATITUDE.to(Crs.epsg(32660)).apply(within);

        assertThat(beyond[0]).isCloseTo(within[0], within(1e-6)).isCloseTo(830_108.476, within(1e-3));
        assertThat(beyond[1]).isCloseTo(within[1], within(1e-6));
    }

    @Test
    void marksPointsOutsideTheDomainAsNaN() {
        double[] point = {0, -95};
        Crs.LONGITUDE_LATITUDE.to(Crs.epsg(32612)).apply(point);

        assertThat(point).containsOnly(Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSG:5070", "+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371007.181 +units=m +no_defs"})
    void readsBackItsOwnDefinition(String text) {
        Crs crs = Crs.parse(text);

        assertThat(Crs.parse(crs.definition())).isEqualTo(crs);
    }

    @Test
    void namesItselfAsTheRegistryDoes() {
        assertThat(Crs.epsg(32612).name()).isEqualTo("WGS 84 / UTM zone 12N");
        assertThat(Crs.epsg(5070).epsg()).isEqualTo(5070);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSG:4087", "EPSG:32662", "EPSG:5514"})
    void refusesCodesThatComeOutWrong(String code) {
        assertThatThrownBy(() -> Crs.parse(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSG:1", "EPSG:utm", "utm 12", "PROJCRS[\"x\"]", "+proj=nonsense"})
    void namesWhatItCannotUse(String text) {
        assertThatThrownBy(() -> Crs.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesWktWithTheCode() {
        assertThat(Crs.epsg(32612).wkt())
                .startsWith("PROJCRS[\"WGS 84 / UTM zone 12N\"")
                .contains("METHOD[\"Transverse Mercator\",ID[\"EPSG\",9807]]")
                .endsWith("ID[\"EPSG\",32612]]");
    }

    /** Expected coordinates are PROJ's, through pyproj 3.8. */
    @ParameterizedTest
    @CsvSource({
        "+proj=sinu +lon_0=0 +R=6371007.181, 714748.0167, 5559752.5988",
        "+proj=laea +lat_0=45 +lon_0=9 +R=6370997, 71540.3887, 556249.0729",
        "+proj=aea +lat_1=40 +lat_2=60 +lat_0=45 +lon_0=9 +R=6370997, 70398.6868, 563854.0956",
        "+proj=laea +lat_0=52 +lon_0=10 +a=6378137 +rf=298.257222101, 0, -222489.4330"
    })
    void honoursTheShapeOfTheEarthThatAStringGives(String text, double x, double y) {
        double[] point = {10, 50};
        Crs.LONGITUDE_LATITUDE.to(Crs.parse(text)).apply(point);

        assertThat(point[0]).isCloseTo(x, within(1e-3));
        assertThat(point[1]).isCloseTo(y, within(1e-3));
    }

    @Test
    void refusesDerivedSpheres() {
        assertThatThrownBy(() -> Crs.parse("+proj=laea +lat_0=45 +ellps=GRS80 +R_A"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("+R_A");
    }
}
