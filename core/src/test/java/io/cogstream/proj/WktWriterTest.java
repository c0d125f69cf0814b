package io.cogstream.proj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Leaves descriptions in {@code target/interop/wkt.tsv}, which {@code interop/test_wkt.py} holds to PROJ's; here are only
 * the parts that once were wrong.
 */
class WktWriterTest {
    private static final Path FILE = Path.of("target", "interop", "wkt.tsv");

    @BeforeAll
    static void startAnew() throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.deleteIfExists(FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EPSG:32612",
                "EPSG:32613",
                "EPSG:32712",
                "EPSG:32733",
                "EPSG:32601",
                "EPSG:32660",
                "EPSG:26912",
                "EPSG:25832",
                "EPSG:4326",
                "EPSG:4269",
                "EPSG:4267",
                "EPSG:4258",
                "EPSG:3857",
                "EPSG:3395",
                "EPSG:3832",
                "EPSG:5070",
                "EPSG:6350",
                "EPSG:3577",
                "EPSG:3978",
                "EPSG:2154",
                "EPSG:31287",
                "EPSG:2263",
                "EPSG:27700",
                "EPSG:2193",
                "EPSG:28992",
                "EPSG:3034",
                "EPSG:3035",
                "EPSG:3031",
                "EPSG:3413",
                "EPSG:3995",
                "EPSG:32661",
                "EPSG:32761",
                "EPSG:5041",
                "EPSG:6933",
                "EPSG:4087",
                "EPSG:8857",
                "EPSG:5514",
                "EPSG:2056",
                "EPSG:21781",
                "EPSG:6931",
                "EPSG:31370",
                "ESRI:54009",
                "ESRI:102008",
                "+proj=geos +h=35786023 +lon_0=-75 +sweep=x +ellps=GRS80 +units=m +no_defs",
                "+proj=geos +h=35785831 +lon_0=0 +sweep=y +a=6378169 +rf=295.488065897001 +units=m +no_defs",
                "+proj=aea +lat_0=18 +lon_0=-100 +lat_1=27.5 +lat_2=35 +x_0=1500000 +y_0=6000000 +ellps=GRS80 +units=m +no_defs",
                "+proj=lcc +lat_0=40 +lon_0=-97 +lat_1=33 +lat_2=45 +datum=NAD83 +units=us-ft +no_defs",
                "+proj=lcc +lat_0=40 +lon_0=-97 +lat_1=40 +k_0=0.9998 +ellps=clrk66 +units=m +no_defs",
                "+proj=tmerc +lat_0=10 +lon_0=15.5 +k=0.9999 +x_0=250000 +y_0=-1000 +ellps=bessel +to_meter=0.9143917962 +no_defs",
                "+proj=merc +lat_ts=41 +lon_0=0 +ellps=WGS84 +units=m +no_defs",
                "+proj=eqc +lat_ts=40 +lon_0=5 +datum=WGS84 +units=m +no_defs",
                "+proj=stere +lat_0=45 +lon_0=5 +k=0.999 +datum=WGS84 +units=m +no_defs",
                "+proj=omerc +lat_0=40 +lonc=10 +alpha=30 +gamma=30 +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs",
                "+proj=tmerc +lat_0=10 +lon_0=15.5 +k=1 +x_0=0 +y_0=0 +ellps=bessel +towgs84=1,2,3,4,5,6,7 +units=m +no_defs",
                "+proj=robin +lon_0=0 +datum=WGS84 +units=m +no_defs",
                "+proj=aeqd +lat_0=40 +lon_0=10 +datum=WGS84 +units=m +no_defs",
                "+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371007.181 +units=m +no_defs",
                "+proj=laea +lat_0=45 +lon_0=9 +ellps=airy +units=m +no_defs",
                "+proj=stere +lat_0=90 +lon_0=-45 +lat_ts=70 +datum=WGS84 +units=m +no_defs",
            })
    void describesTheSystemsThatPeopleUse(String text) throws IOException {
        String wkt = Crs.parse(text).wkt();
        Files.writeString(FILE, text + "\t" + wkt + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);

        assertThat(wkt)
                .matches(Crs.parse(text).isGeographic() ? "GEOGCRS\\[.*" : "(BOUNDCRS\\[SOURCECRS\\[)?PROJCRS\\[.*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EPSG:4326  | AXIS[\"latitude\",north],AXIS[\"longitude\",east]",
                "EPSG:27700 | ELLIPSOID[\"Airy 1830\",6377563.396,299.3249646,",
                "EPSG:3035  | DATUM[\"European Terrestrial Reference System 1989\"",
                "EPSG:3413  | AXIS[\"northing\",south,MERIDIAN[135.0,",
                "EPSG:3031  | AXIS[\"northing\",north,MERIDIAN[0.0,",
                "EPSG:27572 | PRIMEM[\"Paris\",2.33722917,",
            })
    void namesDatumMeridianAndAxesAsTheRegistryDoes(String code, String part) {
        assertThat(Crs.parse(code).wkt()).contains(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSG:27200", "EPSG:22275"})
    void refusesWhatItCannotDescribe(String code) {
        assertThatThrownBy(() -> Crs.parse(code).wkt())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no WKT can be written");
    }

    @Test
    void writesTheCodeLast() {
        assertThat(Crs.epsg(5070).wkt()).endsWith(",ID[\"EPSG\",5070]]");
    }
}
