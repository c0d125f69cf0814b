package io.cogstream.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.grid.BoundingBox;
import io.cogstream.proj.Crs;
import io.cogstream.stac.Antimeridian;
import io.cogstream.stac.Footprint;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PointIndexTest {

    private static PointSet points(Crs crs, double... coordinates) {
        int count = coordinates.length / 2;
        return new PointSet(
                "points",
                crs,
                IntStream.range(0, count).mapToObj(String::valueOf).toList(),
                IntStream.range(0, count).mapToDouble(i -> coordinates[2 * i]).toArray(),
                IntStream.range(0, count)
                        .mapToDouble(i -> coordinates[2 * i + 1])
                        .toArray());
    }

    private static Footprint box(double west, double south, double east, double north) {
        return Footprint.of(Antimeridian.boxes(west, south, east, north));
    }

    @Test
    void findsPointsInsideAndALittleOutside() {
        PointIndex index = new PointIndex(
                points(Crs.LONGITUDE_LATITUDE, 10.5, 50.5, 11.0009, 50.5, 11.02, 50.5, 10.5, 51.004, 10, 50));

        assertThat(index.near(box(10, 50, 11, 51))).containsExactly(0, 1, 3, 4);
        assertThat(index.near(box(10.4, 50.4, 10.5, 50.499)))
                .as("0.001 degrees at least")
                .containsExactly(0);
        assertThat(index.near(Footprint.NOWHERE)).isEmpty();
    }

    @Test
    void findsPointsOnBothSidesOfTheAntimeridian() {
        PointIndex index = new PointIndex(points(
                Crs.LONGITUDE_LATITUDE, 179.9, 0, -179.9, 0, 180, 0, -180, 0, 180.1, 0, 0, 0, -180.0005, 0, 539.9, 0));

        assertThat(index.near(box(179.5, -1, -179.5, 1))).containsExactly(0, 1, 2, 3, 4, 6, 7);
        assertThat(index.near(box(179.5, -1, 180, 1)))
                .as("the edge is near on the other side too")
                .containsExactly(0, 2, 3, 6, 7);
    }

    @Test
    void pointsOfAnyCrsAreFound() {
        PointIndex index = new PointIndex(points(Crs.epsg(32601), 500_000, 0, 166_021, 0));

        assertThat(index.near(box(-177.1, -0.1, -176.9, 0.1))).containsExactly(0);
        assertThat(index.near(box(179.9, -0.1, -179.9, 0.1))).containsExactly(1);
    }

    @Test
    void pointsWithoutAPlaceAreNearNothing() {
        PointIndex index = new PointIndex(points(Crs.parse("+proj=laea +lat_0=90 +lon_0=0"), 1e9, 1e9));

        assertThat(index.boxes()).isEmpty();
        assertThat(index.near(box(-180, -90, 180, 90))).isEmpty();
    }

    @Test
    void agreesWithLookingAtEveryPoint() {
        SplittableRandom random = new SplittableRandom(5);
        double[] coordinates = new double[20_000];
        for (int i = 0; i < coordinates.length; i += 2) {
            coordinates[i] = random.nextDouble(-180, 180);
            coordinates[i + 1] = random.nextDouble(-85, 85);
        }
        PointIndex index = new PointIndex(points(Crs.LONGITUDE_LATITUDE, coordinates));
        List<BoundingBox> boxes = index.boxes();
        assertThat(boxes.size()).isLessThanOrEqualTo(2 * 256);
        for (int i = 0; i < 200; i++) {
            double west = random.nextDouble(-180, 179);
            double south = random.nextDouble(-85, 80);
            Footprint footprint = box(west, south, west + random.nextDouble(5), south + random.nextDouble(5));
            int[] expected = IntStream.range(0, coordinates.length / 2)
                    .filter(point -> footprint.isNear(coordinates[2 * point], coordinates[2 * point + 1], 0.0005))
                    .toArray();

            if (expected.length > 0) {
                assertThat(index.near(footprint)).contains(expected);
                assertThat(footprint.intersects(boxes))
                        .as("the catalog is asked for it")
                        .isTrue();
            }
        }
    }
}
