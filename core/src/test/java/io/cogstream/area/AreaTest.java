package io.cogstream.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.grid.Affine;
import io.cogstream.grid.BoundingBox;
import io.cogstream.grid.PixelWindow;
import io.cogstream.proj.Crs;
import io.cogstream.proj.PointTransform;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKTReader;

class AreaTest {
    private static final Affine GRID = Affine.northUp(100, 200, 2, 2);

    private static Geometry wkt(String text) throws Exception {
        return new WKTReader().read(text);
    }

    private static Area area(int crs, double tolerance, Geometry lonLat) {
        AreaProjection projection = new AreaProjection(Crs.epsg(crs), tolerance);
        return projection.area(projection.project(lonLat));
    }

    private static boolean[][] inside(Area area, PixelWindow block) {
        boolean[][] inside = new boolean[block.height()][block.width()];
        AreaRows rows = new AreaRows(area, GRID, block);
        for (boolean[] row : inside) {
            int[] spans = rows.next();
            for (int i = 0; i < spans.length; i += 2) {
                for (int column = spans[i]; column < spans[i + 1]; column++) {
                    row[column] = true;
                }
            }
        }
        return inside;
    }

    @Test
    void takesThePixelsWhoseCentreLiesInside() {
        GeometryFactory factory = new GeometryFactory();
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Coordinate[] ring = new Coordinate[4 + random.nextInt(8)];
            for (int i = 0; i + 1 < ring.length; i++) {
                ring[i] = new Coordinate(100 + random.nextDouble() * 60, 200 - random.nextDouble() * 60);
            }
            ring[ring.length - 1] = ring[0];
            Geometry polygon = factory.createPolygon(ring).buffer(0);
            if (polygon.isEmpty()) {
                continue;
            }
            Area area = new Area(polygon);
            PixelWindow block = new PixelWindow(3, 2, 20, 17);
            boolean[][] inside = inside(area, block);
            for (int row = 0; row < 17; row++) {
                for (int column = 0; column < 20; column++) {
                    Coordinate centre = new Coordinate(100 + 2 * (3 + column + 0.5), 200 - 2 * (2 + row + 0.5));
                    assertThat(inside[row][column])
                            .as("round %d, row %d, column %d", round, row, column)
                            .isEqualTo(polygon.contains(factory.createPoint(centre)));
                }
            }
        }
    }

    @Test
    void sharesNoPixelWithANeighbourWhoseEdgeRunsThroughCentres() throws Exception {
        PixelWindow block = new PixelWindow(0, 0, 8, 8);
        boolean[][] west = inside(new Area(wkt("POLYGON ((100 184, 107 184, 107 200, 100 200, 100 184))")), block);
        boolean[][] east = inside(new Area(wkt("POLYGON ((107 184, 116 184, 116 193, 107 193, 107 184))")), block);
        boolean[][] north = inside(new Area(wkt("POLYGON ((107 193, 116 193, 116 200, 107 200, 107 193))")), block);
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                int owners = (west[row][column] ? 1 : 0) + (east[row][column] ? 1 : 0) + (north[row][column] ? 1 : 0);
                assertThat(owners).as("row %d, column %d", row, column).isEqualTo(1);
            }
        }
    }

    @Test
    void leavesHolesOutAndCountsOverlapsOnce() throws Exception {
        Geometry overlapping =
                wkt("GEOMETRYCOLLECTION (POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4)),"
                        + " POLYGON ((5 0, 20 0, 20 3, 5 3, 5 0)))");
        Area area = area(3857, 1, overlapping);

        PointTransform mercator = Crs.LONGITUDE_LATITUDE.to(Crs.epsg(3857));
        assertThat(area.meets(around(mercator, 5, 5))).isFalse();
        assertThat(area.contains(around(mercator, 7, 1))).isTrue();
        assertThat(area.contains(around(mercator, 15, 2))).isTrue();
    }

    private static BoundingBox around(PointTransform transform, double lon, double lat) {
        double[] point = {lon, lat};
        transform.apply(point);
        return new BoundingBox(point[0] - 10, point[1] - 10, point[0] + 10, point[1] + 10);
    }

    /** A parallel is a curve in a conic projection: its corners alone would be off by kilometres. */
    @Test
    void bendsEdgesWithTheProjection() throws Exception {
        Area area = area(5070, 1, wkt("POLYGON ((-110 40, -90 40, -90 45, -110 45, -110 40))"));

        double[] middle = {-100, 40};
        Crs.LONGITUDE_LATITUDE.to(Crs.epsg(5070)).apply(middle);
        assertThat(area.meets(new BoundingBox(middle[0], middle[1] + 5, middle[0] + 1, middle[1] + 6)))
                .isTrue();
        assertThat(area.meets(new BoundingBox(middle[0], middle[1] - 6, middle[0] + 1, middle[1] - 5)))
                .isFalse();
    }

    @Test
    void lieOneTurnFartherForArraysBeyondTheAntimeridian() throws Exception {
        Area area = area(4326, 0.001, wkt("POLYGON ((-179 0, -178 0, -178 1, -179 1, -179 0))"));

        assertThat(area.contains(new BoundingBox(181.2, 0.2, 181.8, 0.8))).isTrue();
        assertThat(area.contains(new BoundingBox(-178.8, 0.2, -178.2, 0.8))).isTrue();
    }

    @Test
    void comesBackFromItsBytes() throws Exception {
        Area area = new Area(wkt("POLYGON ((100 184, 107 184, 107 200, 100 200, 100 184))"));

        assertThat(Area.parse(area.toBytes(), "area").toBytes()).isEqualTo(area.toBytes());
        assertThatThrownBy(() -> Area.parse(new byte[] {1, 2, 3}, "memory:/a/area"))
                .isInstanceOf(MalformedSourceException.class)
                .hasMessageContaining("memory:/a/area");
    }

    @Test
    void refusesWhatHasNoInside() throws Exception {
        AreaProjection projection = new AreaProjection(Crs.epsg(4326), 0.001);
        Geometry line = wkt("LINESTRING (0 0, 1 1)");

        assertThatThrownBy(() -> projection.project(line)).hasMessageContaining("polygons are needed");
    }
}
