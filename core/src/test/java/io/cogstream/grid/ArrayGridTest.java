package io.cogstream.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayGridTest {

    @ParameterizedTest
    @CsvSource({"250, 100, 2", "350, 100, 4", "240, 100, 2", "1, 100, 1", "1000, 10, 100"})
    void roundsHalfToEvenAndKeepsOnePixel(double width, double resolution, int pixels) {
        ArrayGrid grid = ArrayGrid.over(new BoundingBox(0, 0, width, 10), resolution, resolution, 64, 64);

        assertThat(grid.width()).isEqualTo(pixels);
    }

    @Test
    void startsAtTheTopLeftCorner() {
        ArrayGrid grid = ArrayGrid.over(new BoundingBox(100, 200, 190, 290), 20, 30, 64, 64);

        assertThat(grid.transform()).isEqualTo(new Affine(20, 0, 100, 0, -30, 290));
        assertThat(grid.height()).isEqualTo(3);
    }

    @Test
    void cutsEdgeChunksAtTheArray() {
        ArrayGrid grid = ArrayGrid.over(new BoundingBox(0, 0, 100, 70), 1, 1, 64, 32);

        assertThat(grid.chunksAcross()).isEqualTo(2);
        assertThat(grid.chunksDown()).isEqualTo(3);
        assertThat(grid.window(2, 1)).isEqualTo(new PixelWindow(64, 64, 36, 6));
        assertThat(grid.box(grid.window(2, 1))).isEqualTo(new BoundingBox(64, 0, 100, 6));
    }

    @Test
    void refusesWhatIsNoGrid() {
        BoundingBox box = new BoundingBox(0, 0, 1e12, 1);

        assertThatThrownBy(() -> ArrayGrid.over(box, 0, 1, 64, 64)).hasMessageContaining("resolution");
        assertThatThrownBy(() -> ArrayGrid.over(box, 1, 1, 64, 64)).hasMessageContaining("pixels");
        assertThatThrownBy(() -> ArrayGrid.over(new BoundingBox(0, 0, 1, 1), 1, 1, 0, 64))
                .hasMessageContaining("chunk");
    }

    @Test
    void invertsAffines() {
        Affine affine = new Affine(30, 5, 1000, -4, -30, 2000);
        Affine inverse = affine.inverse();
        double x = affine.x(12.5, 7.25);
        double y = affine.y(12.5, 7.25);

        assertThat(inverse.x(x, y)).isCloseTo(12.5, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(inverse.y(x, y)).isCloseTo(7.25, org.assertj.core.data.Offset.offset(1e-9));
        assertThatThrownBy(() -> new Affine(1, 2, 0, 2, 4, 0)).hasMessageContaining("inverted");
    }
}
