package io.cogstream.warp;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.grid.Affine;
import io.cogstream.grid.PixelWindow;
import io.cogstream.proj.Crs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarpMapsTest {
    private static final Crs ALBERS = Crs.epsg(5070);
    private static final Crs UTM = Crs.epsg(32612);
    private static final Affine ARRAY = Affine.northUp(-1_056_000, 1_834_000, 20, 20);
    private static final SourceGrid SOURCE =
            new SourceGrid(UTM, Affine.northUp(726_000, 4_330_000, 20, 20), 2000, 2000);

    @ParameterizedTest
    @CsvSource({"EPSG:5070, 20", "EPSG:3857, 500", "EPSG:4326, 0.001", "EPSG:32613, 10"})
    void staysWithinTheErrorBound(String code, double resolution) {
        Crs crs = Crs.parse(code);
        double[] corner = {728_000, 4_328_000};
        UTM.to(crs).apply(corner);
        Affine array = Affine.northUp(corner[0], corner[1], resolution, resolution);
        PixelWindow block = new PixelWindow(37, 101, 300, 200);
        NearestMap map = WarpMaps.compute(crs, array, block, SOURCE);
        ArrayToSource exact = new ArrayToSource(crs, array, SOURCE);

        assertDifferencesOnlyAtPixelBorders(map, exact, block);
    }

    private static void assertDifferencesOnlyAtPixelBorders(NearestMap map, ArrayToSource exact, PixelWindow block) {
        int[] indices = new int[block.width()];
        double[] at = new double[2];
        PixelWindow window = map.window();
        for (int y = 0; y < block.height(); y++) {
            map.row(y, indices);
            for (int x = 0; x < block.width(); x++) {
                exact.map(block.column() + x + 0.5, block.row() + y + 0.5, at);
                boolean inside = at[0] >= 0 && at[0] < SOURCE.width() && at[1] >= 0 && at[1] < SOURCE.height();
                if (isNearBorder(at[0]) || isNearBorder(at[1])) {
                    continue;
                }
                assertThat(indices[x] != NearestMap.OUTSIDE).isEqualTo(inside);
                if (inside) {
                    assertThat(window.column() + indices[x] % window.width()).isEqualTo((int) at[0]);
                    assertThat(window.row() + indices[x] / window.width()).isEqualTo((int) at[1]);
                }
            }
        }
    }

    private static boolean isNearBorder(double position) {
        return Math.abs(position - Math.rint(position)) < 1.0 / 1024;
    }

    @Test
    void doesNotDependOnTheBlock() {
        NearestMap whole = WarpMaps.compute(ALBERS, ARRAY, new PixelWindow(0, 0, 500, 400), SOURCE);
        PixelWindow part = new PixelWindow(123, 77, 130, 150);
        NearestMap cut = WarpMaps.compute(ALBERS, ARRAY, part, SOURCE);

        for (int y = 0; y < part.height(); y++) {
            for (int x = 0; x < part.width(); x++) {
                assertThat(source(cut, x, y)).isEqualTo(source(whole, part.column() + x, part.row() + y));
            }
        }
    }

    private static long source(NearestMap map, int x, int y) {
        int[] indices = new int[map.width()];
        map.row(y, indices);
        PixelWindow window = map.window();
        return indices[x] == NearestMap.OUTSIDE
                ? -1
                : (window.row() + (long) indices[x] / window.width()) * 100_000
                        + window.column()
                        + indices[x] % window.width();
    }

    @Test
    void isSeparableWithinOneCrs() {
        SourceGrid source = new SourceGrid(UTM, Affine.northUp(1000, 2000, 10, 10), 50, 40);
        NearestMap map =
                WarpMaps.compute(UTM, Affine.northUp(980, 2010, 10, 10), new PixelWindow(0, 0, 100, 30), source);

        assertThat(map).isInstanceOf(SeparableMap.class);
        assertThat(map.window()).isEqualTo(new PixelWindow(0, 0, 50, 29));
        assertThat(source(map, 1, 5)).isEqualTo(-1);
        assertThat(source(map, 2, 1)).isZero();
        assertThat(source(map, 51, 29)).isEqualTo(28 * 100_000 + 49);
        assertThat(map.covers(0, 0)).isFalse();
        assertThat(map.sourceOf(0, 1)).isNull();
    }

    @Test
    void findsLongitudesThatTheSourceCountsOtherwise() {
        Crs degrees = Crs.epsg(4326);
        SourceGrid from0To360 = new SourceGrid(degrees, Affine.northUp(0, 90, 1, 1), 360, 180);
        NearestMap map =
                WarpMaps.compute(degrees, Affine.northUp(-20, 10, 1, 1), new PixelWindow(0, 0, 40, 2), from0To360);

        assertThat(source(map, 0, 0)).isEqualTo(80 * 100_000 + 340);
        assertThat(source(map, 39, 1)).isEqualTo(81 * 100_000 + 19);
    }

    @Test
    void seesNothingOfADistantSource() {
        SourceGrid far = new SourceGrid(UTM, Affine.northUp(100_000, 1_000_000, 20, 20), 100, 100);
        NearestMap map = WarpMaps.compute(ALBERS, ARRAY, new PixelWindow(0, 0, 100, 100), far);
        int[] indices = new int[100];
        map.row(50, indices);

        assertThat(map.window()).isNull();
        assertThat(indices).containsOnly(NearestMap.OUTSIDE);
    }

    @Test
    void boundsEveryCell() {
        PixelWindow block = new PixelWindow(0, 0, 200, 130);
        NearestMap map = WarpMaps.compute(ALBERS, ARRAY, block, SOURCE);
        int[] indices = new int[block.width()];
        PixelWindow window = map.window();

        for (int y = 0; y < block.height(); y++) {
            map.row(y, indices);
            for (int x = 0; x < block.width(); x++) {
                PixelWindow cell = map.sourceOf(y / NearestMap.CELL, x / NearestMap.CELL);
                if (indices[x] != NearestMap.OUTSIDE) {
                    int column = window.column() + indices[x] % window.width();
                    int row = window.row() + indices[x] / window.width();
                    assertThat(column).isBetween(cell.column(), cell.endColumn() - 1);
                    assertThat(row).isBetween(cell.row(), cell.endRow() - 1);
                } else {
                    assertThat(map.covers(y / NearestMap.CELL, x / NearestMap.CELL))
                            .isFalse();
                }
            }
        }
    }
}
