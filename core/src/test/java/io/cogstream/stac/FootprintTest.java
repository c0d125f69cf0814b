package io.cogstream.stac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.grid.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

class FootprintTest {
    private static final BoundingBox EAST = new BoundingBox(178, 0, 180, 1);
    private static final BoundingBox WEST = new BoundingBox(-180, 0, -179, 1);

    private static Geometry geometry(String wkt) throws Exception {
        return new WKTReader().read(wkt);
    }

    @Test
    void aBboxWithWestBeyondEastIsTwoBoxes() {
        assertThat(Antimeridian.boxes(178, 0, -179, 1)).containsExactly(EAST, WEST);
    }

    @Test
    void aBboxBeyond180IsTwoBoxes() {
        assertThat(Antimeridian.boxes(178, 0, 181, 1)).containsExactly(EAST, WEST);
        assertThat(Antimeridian.boxes(-182, 0, -179, 1)).containsExactly(EAST, WEST);
        assertThat(Antimeridian.boxes(181, 0, 182, 1)).containsExactly(new BoundingBox(-179, 0, -178, 1));
        assertThat(Antimeridian.boxes(-200, 0, 200, 1)).containsExactly(new BoundingBox(-180, 0, 180, 1));
    }

    @Test
    void aBboxThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Antimeridian.boxes(0, 1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Antimeridian.boxes(0, Double.NaN, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMultiPolygonOnBothSidesHasABoxOnEach() throws Exception {
        Footprint footprint = Footprint.of(
                geometry("MULTIPOLYGON(((178 0,180 0,180 1,178 1,178 0)),((-180 0,-179 0,-179 1,-180 1,-180 0)))"),
                true);

        assertThat(footprint.boxes()).containsExactly(EAST, WEST);
        assertThat(footprint.intersects(List.of(new BoundingBox(-10, 0, 10, 1))))
                .isFalse();
        assertThat(footprint.intersects(List.of(new BoundingBox(-180, 0, -179.5, 1))))
                .isTrue();
    }

    @Test
    void aPolygonThatRunsPast180IsCutThere() throws Exception {
        Footprint footprint = Footprint.of(geometry("POLYGON((178 0,181 0,181 1,178 1,178 0))"), false);

        assertThat(footprint.boxes()).containsExactly(EAST, WEST);
    }

    @Test
    void aPolygonThatJumpsIsCutWhereTheBboxSaysThatItCrosses() throws Exception {
        Geometry jumping = geometry("POLYGON((178 0,-179 0,-179 1,178 1,178 0))");

        assertThat(Footprint.of(jumping, true).boxes()).containsExactly(EAST, WEST);
        assertThat(Footprint.of(jumping, false).boxes()).containsExactly(new BoundingBox(-179, 0, 178, 1));
    }

    @Test
    void theOutlineDecidesWhereTheBoxAloneWouldMeet() throws Exception {
        Footprint triangle = Footprint.of(geometry("POLYGON((0 0,10 0,0 10,0 0))"), false);

        assertThat(triangle.intersects(List.of(new BoundingBox(8, 8, 9, 9)))).isFalse();
        assertThat(triangle.intersects(List.of(new BoundingBox(5, 5, 9, 9)))).isTrue();
        assertThat(triangle.intersects(List.of(new BoundingBox(10, 0, 11, 1)))).isTrue();
        assertThat(triangle.intersects(List.of())).isFalse();
    }

    @Test
    void aRowWithoutGeometryHasItsBbox() {
        Footprint footprint = Outlines.footprint(null, new Object[] {178.0, 0.0, -179.0, 1.0});

        assertThat(footprint.boxes()).containsExactly(EAST, WEST);
        assertThat(footprint.intersects(List.of(WEST))).isTrue();
        assertThat(Outlines.footprint(null, new Object[4])).isEqualTo(Footprint.NOWHERE);
    }

    @Test
    void bytesThatAreNoGeometryAreRefusedHoweverTheyEnd() throws Exception {
        byte[] whole = new WKBWriter().write(geometry("POLYGON((0 0,10 0,0 10,0 0))"));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Outlines.footprint(cut, new Object[4]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void collectionsNestedWithoutEndAreRefused() {
        byte[] nested = new byte[9 * 200_000];
        for (int i = 0; i < nested.length; i += 9) {
            nested[i] = 1;
            nested[i + 1] = 7;
            nested[i + 5] = 1;
        }
        assertThatThrownBy(() -> Outlines.footprint(nested, new Object[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("well-known binary");
    }
}
