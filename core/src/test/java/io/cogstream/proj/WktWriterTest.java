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
                "+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371007.181 +units=m +no_defs",
                "+proj=laea +lat_0=45 +lon_0=9 +ellps=airy +units=m +no_defs",
                "+proj=stere +lat_0=90 +lon_0=-45 +lat_ts=70 +datum=WGS84 +units=m +no_defs",
            })
    void describesTheSystemsThatPeopleUse(String text) throws IOException {
        String wkt = Crs.parse(text).wkt();
        Files.writeString(FILE, text + "\t" + wkt + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);

        assertThat(wkt).startsWith(Crs.parse(text).isGeographic() ? "GEOGCRS[" : "PROJCRS[");
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
    @ValueSource(strings = {"EPSG:2056", "EPSG:22275"})
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
