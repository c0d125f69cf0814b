package io.cogstream.proj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.cogstream.tiff.GeoKeys;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Damaged texts and keys are read, or refused by an {@link IllegalArgumentException}; nothing else, and soon. */
class CrsFuzzTest {
    private static final int MUTATIONS = 20_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SPARE = "[](),\"{}:+-.eE0123456789 PARAMETERGEOGCSproj=lat_\\\u0000é";

    private static final List<String> TEXTS = List.of(
            Crs.epsg(5070).wkt(),
            Crs.epsg(5514).wkt(),
            Crs.epsg(3413).wkt(),
            "+proj=omerc +lat_0=40 +lonc=10 +alpha=30 +gamma=30 +k=1 +x_0=0 +y_0=0 +ellps=bessel +towgs84=1,2,3,4,5,6,7",
            "+proj=geos +h=35786023 +lon_0=-75 +sweep=x +ellps=GRS80 +units=m +no_defs",
            "PROJCS[\"a\",GEOGCS[\"b\",DATUM[\"WGS_1984\",SPHEROID[\"c\",6378137,298.257223563],TOWGS84[1,2,3]],PRIMEM[\"d\",0],"
                    + "UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Lambert_Conformal_Conic_2SP\"],"
                    + "PARAMETER[\"standard_parallel_1\",30],PARAMETER[\"standard_parallel_2\",50],UNIT[\"Foot_US\",0.3048006096]]",
            "{\"type\":\"ProjectedCRS\",\"name\":\"n\",\"base_crs\":{\"type\":\"GeographicCRS\",\"name\":\"b\",\"datum\":{\"name\":\"d\","
                    + "\"ellipsoid\":{\"name\":\"e\",\"semi_major_axis\":6378137,\"inverse_flattening\":298.257}}},\"conversion\":"
                    + "{\"name\":\"c\",\"method\":{\"name\":\"Sinusoidal\"},\"parameters\":[{\"name\":\"Longitude of natural origin\","
                    + "\"value\":3,\"unit\":\"degree\"}]},\"id\":{\"authority\":\"EPSG\",\"code\":32612}}",
            "EPSG:32612",
            "ESRI:102008");

    @Test
    void survivesDamagedTexts() {
        Random random = new Random(20_240_607);
        int[] read = new int[1];
        Assertions.assertTimeout(LIMIT, () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                String text = mutated(TEXTS.get(i % TEXTS.size()), random);
                read[0] += survives(() -> Crs.parse(text), text) ? 1 : 0;
            }
        });
        assertThat(read[0]).as("texts that could be read all the same").isBetween(MUTATIONS / 50, MUTATIONS / 2);
    }

    @Test
    void survivesDamagedKeys() {
        Random random = new Random(20_240_608);
        int[] values = {
            0, 1, 2, 3, 7, 8, 9, 10, 11, 14, 15, 16, 17, 24, 28, 4326, 4269, 6326, 7030, 8903, 9001, 9102, 9105, 16012,
            32767, 65535
        };
        double[] numbers = {
            0, 1, -1, 30, 45, 90, -90, 200, 6378137, 298.257, 1e300, Double.NaN, Double.POSITIVE_INFINITY
        };
        Assertions.assertTimeout(LIMIT, () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                Map<Integer, Integer> codes =
                        new HashMap<>(Map.of(1024, 1 + random.nextInt(3), 2048, 4326, 3072, 32767));
                Map<Integer, List<Double>> doubles = new HashMap<>();
                for (int k = random.nextInt(8); k > 0; k--) {
                    int key = random.nextInt(20) + (random.nextBoolean() ? 2048 : 3072);
                    codes.put(key, values[random.nextInt(values.length)]);
                    doubles.put(key + 4, List.of(numbers[random.nextInt(numbers.length)]));
                }
                codes.put(3075, values[random.nextInt(values.length)]);
                GeoKeys keys = new GeoKeys(codes, doubles, Map.of(3073, "ESRI PE String = PROJCS[\"x\",GEOGCS["));
                survives(() -> Crs.of(keys), keys.toString());
            }
        });
    }

    /** Whether it could be read; then it must also be usable and come back from its own definition. */
    private static boolean survives(Supplier<Crs> read, String input) {
        Crs crs;
        try {
            crs = read.get();
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).hasSizeLessThan(600);
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("%s: %s", input, e);
        }
        double[] point = {10, 45};
        Crs.LONGITUDE_LATITUDE.to(crs).apply(point);
        crs.to(Crs.LONGITUDE_LATITUDE).apply(point);
        assertThat(Crs.parse(crs.definition())).as(input).isEqualTo(crs);
        try {
            assertThat(crs.wkt()).isNotEmpty();
        } catch (IllegalArgumentException noWkt) {
            assertThat(noWkt).hasMessageContaining("no WKT can be written");
        }
        return true;
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int n = 1 + random.nextInt(4); n > 0 && mutated.length() > 2; n--) {
            int at = random.nextInt(mutated.length());
            int to = Math.min(mutated.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.setCharAt(at, SPARE.charAt(random.nextInt(SPARE.length())));
                case 2 -> mutated.insert(at, SPARE.charAt(random.nextInt(SPARE.length())));
                case 3 -> mutated.insert(random.nextInt(mutated.length()), mutated.substring(at, to));
                default -> mutated.delete(at, random.nextInt(8) == 0 ? mutated.length() : to);
            }
        }
        return mutated.toString();
    }
}
