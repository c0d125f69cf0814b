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
        "EPSG:2263, -74, 40.7, 984250.0000, 194305.3389",
        "EPSG:4087, -108.3, 38.9, -12055900.8529, 4307402.5321",
        "EPSG:32662, -108.3, 38.9, -12055900.8529, 4307402.5321",
        "EPSG:8857, -108.3, 38.9, -9265071.1682, 4797734.0805",
        "EPSG:28992, 5.4, 52.2, 155874.8265, 467987.6446",
        "ESRI:54009, -108.3, 38.9, -9288998.2919, 4666079.0975",
        "ESRI:102008, -108.3, 38.9, -1002673.4456, -64535.6205"
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
    @ValueSource(strings = {"EPSG:6996", "EPSG:5513", "EPSG:4807"})
    void refusesCodesThatComeOutWrong(String code) {
        assertThatThrownBy(() -> Crs.parse(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EPSG:1", "EPSG:utm", "utm 12", "PROJCRS[\"x\"]", "+proj=nonsense", "ESRI:1", "{}", "[]", ""})
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
        "+proj=laea +lat_0=52 +lon_0=10 +a=6378137 +rf=298.257222101, 0, -222489.4330",
        "+proj=laea +lat_0=45 +lon_0=9 +ellps=sphere, 71540.3887, 556249.0729",
        "+proj=merc +lat_ts=40 +datum=WGS84, 853938.5696, 4919853.6383",
        "+proj=stere +lat_0=90 +k=0.994 +datum=WGS84, 802825.3890, -4553049.0328",
        "+proj=tmerc +lon_0=9 +R=6371000, 71474.0908, 5560224.1586",
        "+proj=sinu +datum=WGS84, 716957.5362, 5540847.0417",
        "+proj=eqc +lat_ts=40 +datum=WGS84, 853938.5696, 5540847.0417"
    })
    void honoursTheShapeOfTheEarthThatAStringGives(String text, double x, double y) {
        double[] point = {10, 50};
        Crs.LONGITUDE_LATITUDE.to(Crs.parse(text)).apply(point);

        assertThat(point[0]).isCloseTo(x, within(1e-3));
        assertThat(point[1]).isCloseTo(y, within(1e-3));
    }

    /** A sphere's Albers had no inverse, Krovak's was metres off, an inverse of equal areas 2 mm. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+proj=aea +lat_1=30 +lat_2=50 +lon_0=9 +R=6371000",
                "+proj=aea +lat_1=-30 +lat_2=-50 +lat_0=-40 +ellps=GRS80",
                "+proj=laea +lat_0=90 +datum=WGS84",
                "+proj=laea +lat_0=-90 +lon_0=20 +R=6371228",
                "+proj=laea +lat_0=0 +lon_0=20 +datum=WGS84",
                "+proj=cea +lat_ts=30 +datum=WGS84",
                "+proj=eqc +lat_ts=40 +lat_0=10 +datum=WGS84",
                "+proj=eqearth +lon_0=150 +datum=WGS84",
                "+proj=sinu +lon_0=-60 +ellps=GRS80",
                "+proj=tmerc +lat_0=10 +lon_0=9 +R=6371000",
                "+proj=krovak +ellps=bessel",
                "+proj=geos +h=35786023 +lon_0=10 +sweep=x +ellps=GRS80",
                "+proj=geos +h=35785831 +lon_0=10 +a=6378169 +b=6356583.8",
                "+proj=merc +lat_ts=-41 +lon_0=100 +ellps=intl",
                "+proj=somerc +lat_0=46.9 +lon_0=7.4 +ellps=bessel",
                "EPSG:25832",
                "EPSG:3005",
                "EPSG:2048",
                "+proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=0 +k_0=0.99987742 +a=6378249.2 +b=6356515 +pm=paris",
            })
    void comesBackToWhereItWas(String text) {
        Crs crs = Crs.parse(text);
        PointTransform there = Crs.LONGITUDE_LATITUDE.to(crs);
        PointTransform back = crs.to(Crs.LONGITUDE_LATITUDE);
        for (double[] place : new double[][] {{15, 49}, {12.5, 50.25}, {25, 47}}) {
            double[] point = place.clone();
            there.apply(point);
            back.apply(point);
            assertThat(point[0]).as(text).isCloseTo(place[0], within(1e-9));
            assertThat(point[1]).as(text).isCloseTo(place[1], within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "+proj=geos +h=35786023 +lon_0=-75 +sweep=x +ellps=GRS80, 5500000, 0",
        "+proj=sinu +R=6371007.181, 15000000, 8000000",
        "+proj=laea +lat_0=45 +datum=WGS84, 13000000, 0",
        "+proj=eqearth +datum=WGS84, 0, 9000000",
        "+proj=eqc +datum=WGS84, 0, 10100000",
        "+proj=cea +datum=WGS84, 0, 7000000",
        "ESRI:54009, 17000000, 5000000",
        "+proj=robin +datum=WGS84, 17000000, 5000000",
        "+proj=gall +datum=WGS84, 0, 1e20",
    })
    void knowsThatThereIsNothingBeyondTheMapsRim(String text, double x, double y) {
        double[] point = {x, y};
        Crs.parse(text).to(Crs.LONGITUDE_LATITUDE).apply(point);

        assertThat(point).containsOnly(Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSG:3857", "EPSG:3832", "EPSG:6933", "EPSG:4087", "EPSG:3395"})
    void goesOnBeyondTheRimOfACylinder(String code) {
        PointTransform there = Crs.LONGITUDE_LATITUDE.to(Crs.parse(code));
        double[] west = {100, 20};
        double[] east = {101, 20};
        there.apply(west);
        there.apply(east);
        double turn = 360 * (east[0] - west[0]);
        for (double turns : new double[] {-turn, 0, turn}) {
            double[] point = {west[0] + turns, west[1]};
            Crs.parse(code).to(Crs.LONGITUDE_LATITUDE).apply(point);
            assertThat(point[0]).isCloseTo(100, within(1e-8));
            assertThat(point[1]).isCloseTo(20, within(1e-8));
        }
    }

    @Test
    void shiftsBetweenDatumsOnlyWhereBothAreKnown() {
        double[] shifted = {-1, 52};
        Crs.parse("EPSG:4277").to(Crs.LONGITUDE_LATITUDE).apply(shifted);
        double[] kept = {-1, 52};
        Crs.parse("+proj=longlat +R=6371007.181").to(Crs.parse("EPSG:4277")).apply(kept);

        assertThat(shifted[0]).isCloseTo(-1.0015262258, within(1e-7));
        assertThat(shifted[1]).isCloseTo(52.0004395745, within(1e-7));
        assertThat(kept[0]).isCloseTo(-1, within(1e-12));
        assertThat(kept[1]).isCloseTo(52, within(1e-12));
    }

    @Test
    void saysHowFarADatumMayBeOff() {
        assertThat(Crs.parse("EPSG:4269").warnings())
                .singleElement()
                .asString()
                .contains("EPSG:4269", " m from PROJ's");
        assertThat(Crs.parse("EPSG:32612").warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+proj=utm +zone=12 +datum=WGS84 +lat0=3, +lat0 at offset 32",
        "+proj=utm +zone=61 +datum=WGS84, +zone",
        "+proj=utm +zone=12 +datum=Mars, +datum=Mars",
        "+proj=merc +ellps=Mars, +ellps=Mars",
        "+proj=merc +units=parsec, +units=parsec",
        "+proj=merc +nadgrids=conus, grids",
        "+proj=merc +lon_0=east, +lon_0=east",
        "+proj=merc +lat_ts=91, no latitude",
        "+proj=aea +lat_1=30 +lat_2=-30, symmetrically",
        "+proj=nzmg +datum=WGS84, +proj=nzmg",
        "+proj=lcc +lat_0=30, +lat_1 is needed",
        "+proj=geos +lon_0=3, +h",
        "+proj=merc +a=-1, +a",
    })
    void saysWhichParameterItCannotUse(String text, String part) {
        assertThatThrownBy(() -> Crs.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    @Test
    void refusesDerivedSpheres() {
        assertThatThrownBy(() -> Crs.parse("+proj=laea +lat_0=45 +ellps=GRS80 +R_A"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("+R_A");
    }
}
