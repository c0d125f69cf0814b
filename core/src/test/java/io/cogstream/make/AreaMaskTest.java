package io.cogstream.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.area.Area;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.fixture.MemorySources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKTReader;

/** Chunks of an array that polygons clip. */
class AreaMaskTest {
    private static final Scene LEFT = Scene.flat("left", -16, -16, 96, 192, 7).with(30, 30, 20, 20, 0);
    private static final Scene ALL = Scene.flat("all", -16, -16, 192, 192, 9);
    private static final GeometryFactory FACTORY = new GeometryFactory();

    /** Between corners in array pixels. */
    private static Geometry outline(double... corners) throws Exception {
        StringBuilder ring = new StringBuilder("POLYGON ((");
        for (int i = 0; i <= corners.length; i += 2) {
            int corner = i % corners.length;
            ring.append(i == 0 ? "" : ", ")
                    .append(Scene.WEST + 10 * corners[corner])
                    .append(' ')
                    .append(Scene.NORTH - 10 * corners[corner + 1]);
        }
        return new WKTReader().read(ring + "))");
    }

    private static SceneArray.Builder scenes(MosaicMethod method) {
        return SceneArray.of(List.of(LEFT, ALL)).chunks(40, 48).mosaic(method);
    }

    @ParameterizedTest
    @EnumSource(MosaicMethod.class)
    void givesThePixelsInsideAndFillElsewhere(MosaicMethod method) throws Exception {
        Geometry outline = outline(10.2, 5, 100, 20, 90, 110.7, 40, 60, 20, 119);
        try (SceneArray whole = scenes(method).build();
                SceneArray clipped = scenes(method).area(new Area(outline)).build()) {
            byte[] all = whole.pixels();
            byte[] some = clipped.pixels();
            for (int row = 0; row < 128; row++) {
                for (int column = 0; column < 128; column++) {
                    Coordinate centre =
                            new Coordinate(Scene.WEST + 10 * (column + 0.5), Scene.NORTH - 10 * (row + 0.5));
                    double expected = outline.contains(FACTORY.createPoint(centre))
                            ? whole.value(all, column, row)
                            : clipped.spec().format(0).fill();
                    assertThat(clipped.value(some, column, row))
                            .as("row %d, column %d", row, column)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void neitherReadsNorWritesChunksBesideIt() throws Exception {
        Area corner = new Area(outline(2, 2, 30, 2, 30, 30, 2, 30));
        try (SceneArray array = scenes(MosaicMethod.MEDIAN).area(corner).build()) {
            assertThat(array.makeAll())
                    .extracting(MadeChunk::status)
                    .startsWith(MadeChunk.Status.MADE)
                    .filteredOn(status -> status != MadeChunk.Status.EMPTY)
                    .hasSize(1);
        }
    }

    @Test
    void readsOnlyTheTilesUnderIt() throws Exception {
        Area corner = new Area(outline(2, 2, 30, 2, 30, 30, 2, 30));
        try (SceneArray whole = SceneArray.of(List.of(ALL)).build();
                SceneArray clipped = SceneArray.of(List.of(ALL)).area(corner).build()) {
            whole.make(0, 0);
            clipped.make(0, 0);

            assertThat(tileBytes(clipped)).isPositive().isLessThan(tileBytes(whole) / 2);
        }
    }

    private static long tileBytes(SceneArray array) {
        return array.sources().reads(ALL.href()).stream()
                .filter(read -> !read.isHeader())
                .mapToLong(MemorySources.Read::length)
                .sum();
    }
}
