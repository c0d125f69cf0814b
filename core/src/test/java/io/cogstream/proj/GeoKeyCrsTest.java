package io.cogstream.proj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.tiff.GeoKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CRSs without a code, as files describe them by keys. */
class GeoKeyCrsTest {
    private static final int USER = GeoKeys.USER_DEFINED;

    /** Keys with a point are doubles, others codes. */
    private static GeoKeys keys(String text) {
        Map<Integer, Integer> codes = new HashMap<>();
        Map<Integer, List<Double>> numbers = new HashMap<>();
        for (String part : text.trim().split("\\s+", -1)) {
            int key = Integer.parseInt(part.substring(0, part.indexOf('=')));
            String value = part.substring(part.indexOf('=') + 1);
            if (value.contains(".")) {
                numbers.put(key, List.of(Double.valueOf(value)));
            } else {
                codes.put(key, Integer.valueOf(value));
            }
        }
        return new GeoKeys(codes, numbers, Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2048=4326 3075=10 3088=-100. 3089=45. | +datum=WGS84 +lat_0=45 +lon_0=-100 +no_defs +proj=laea +units=m +x_0=0 +y_0=0",
                "2048=32767 2050=6269 3075=11 3078=29.5 3079=45.5 3081=23. 3080=-96. | +datum=NAD83 +lat_0=23 +lat_1=29.5 +lat_2=45.5 +lon_0=-96 +no_defs +proj=aea +units=m +x_0=0 +y_0=0",
                "2048=32767 2057=6371007.181 2058=6371007.181 3075=24 3088=7. | +R=6371007.181 +lon_0=7 +no_defs +proj=sinu +units=m +x_0=0 +y_0=0",
                "2048=32767 2056=7004 3075=1 3080=15.5 3081=10. 3092=0.9999 3082=250000. 3083=-1000. | +ellps=bessel +k_0=0.9999 +lat_0=10 +lon_0=15.5 +no_defs +proj=tmerc +units=m +x_0=250000 +y_0=-1000",
                "2048=4326 3075=15 3081=71. 3095=-39. | +datum=WGS84 +lat_0=90 +lat_ts=71 +lon_0=-39 +no_defs +proj=stere +units=m +x_0=0 +y_0=0",
                "2048=4326 3075=15 3081=-90. 3095=0. 3092=0.994 | +datum=WGS84 +k_0=0.994 +lat_0=-90 +lat_ts=-90 +lon_0=0 +no_defs +proj=stere +units=m +x_0=0 +y_0=0",
                "2048=4269 3075=8 3078=33. 3079=45. 3085=40. 3084=-97. 3086=100. 3076=9003 | +datum=NAD83 +lat_0=40 +lat_1=33 +lat_2=45 +lon_0=-97 +no_defs +proj=lcc +units=us-ft +x_0=30.480060960121925 +y_0=0",
                "2048=4326 3075=9 3081=46.5 3080=3. 3092=0.9999 | +datum=WGS84 +k_0=0.9999 +lat_0=46.5 +lat_1=46.5 +lon_0=3 +no_defs +proj=lcc +units=m +x_0=0 +y_0=0",
                "2048=4326 3075=17 3078=40. 3088=5. | +datum=WGS84 +lat_0=0 +lat_ts=40 +lon_0=5 +no_defs +proj=eqc +units=m +x_0=0 +y_0=0",
                "2048=4326 3075=28 3078=30. 3080=0. | +datum=WGS84 +lat_0=0 +lat_ts=30 +lon_0=0 +no_defs +proj=cea +units=m +x_0=0 +y_0=0",
                "2048=4326 3075=7 3080=10. 3092=0.9 | +datum=WGS84 +k_0=0.9 +lon_0=10 +no_defs +proj=merc +units=m +x_0=0 +y_0=0",
                "2048=4326 3075=14 3080=10. 3081=50. | +datum=WGS84 +k_0=1 +lat_0=50 +lon_0=10 +no_defs +proj=stere +units=m +x_0=0 +y_0=0",
                "2048=4267 3074=16012 | +datum=NAD27 +k_0=0.9996 +lat_0=0 +lon_0=-111 +no_defs +proj=tmerc +units=m +x_0=500000 +y_0=0",
                "2048=32767 2057=6378249.2 2059=293.466021293627 2051=8903 2054=9105 3075=9 3081=52. 3080=0. 3092=0.99987742 | +a=6378249.2 +k_0=0.99987742 +lat_0=46.800000000000004 +lat_1=46.800000000000004 +lon_0=0 +no_defs +pm=2.33722917 +proj=lcc +rf=293.466021293627 +units=m +x_0=0 +y_0=0",
                "2048=4326 3076=32767 3077=0.5 3075=24 3080=0. 3082=10. | +datum=WGS84 +lon_0=0 +no_defs +proj=sinu +to_meter=0.5 +x_0=5 +y_0=0",
            })
    void readsProjectedSystems(String text, String definition) {
        assertThat(Crs.of(keys("1024=1 3072=32767 " + text)).definition()).isEqualTo(definition);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2048=32767 2056=7030 | +ellps=WGS84 +no_defs +proj=longlat",
                "2048=32767 2050=6326 | +datum=WGS84 +no_defs +proj=longlat",
                "2048=32767 2057=6370000.0 2058=6370000.0 2061=10.0 | +R=6370000 +no_defs +pm=10 +proj=longlat",
            })
    void readsGeographicSystems(String text, String definition) {
        assertThat(Crs.of(keys("1024=2 " + text)).definition()).isEqualTo(definition);
    }

    @Test
    void readsEsrisCitationWhereKeysDoNotSuffice() {
        String wkt =
                "PROJCS[\"My_Albers\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],"
                        + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Albers\"],"
                        + "PARAMETER[\"Central_Meridian\",96.0],PARAMETER[\"Standard_Parallel_1\",20.0],"
                        + "PARAMETER[\"Standard_Parallel_2\",60.0],PARAMETER[\"Latitude_Of_Origin\",40.0],UNIT[\"Meter\",1.0]]";
        GeoKeys keys =
                new GeoKeys(Map.of(1024, 1, 2048, USER, 3072, USER), Map.of(), Map.of(3073, "ESRI PE String = " + wkt));

        assertThat(Crs.of(keys).definition()).contains("+proj=aea", "+lon_0=96", "+datum=WGS84");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1024=3 2048=4978 | GTModelTypeGeoKey 1024 is 3",
                "1024=1 3072=32767 2048=4326 | neither ProjectedCRSGeoKey 3072 nor ProjMethodGeoKey 3075",
                "1024=1 3072=32767 2048=4326 3075=18 | projection method 18 is not read",
                "1024=1 3072=32767 2048=4326 3074=10101 | conversion 10101",
                "1024=1 3072=32767 2048=32767 3075=24 | none of GeodeticCRSGeoKey 2048",
                "1024=1 3072=32767 2048=4326 3075=24 3076=9101 | unit 9101 is no length",
                "1024=1 3072=32767 2048=4326 3075=11 3078=120. 3079=30. | no latitude",
                "1024=2 2048=32767 2056=7030 2054=9105 | another unit than degrees",
                "1024=2 2048=32767 2057=-1. 2059=298. | the ellipsoid",
                "1024=2 2048=32767 2056=7030 2051=77 | prime meridian 77",
            })
    void namesTheKeyThatItCannotUse(String text, String part) {
        assertThatThrownBy(() -> Crs.of(keys(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }
}
