package io.cogstream.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HilbertCurveTest {

    @ParameterizedTest
    @CsvSource({"1,1", "1,7", "7,1", "4,4", "5,3", "3,5", "16,16", "9,14", "2,1000", "100000,1"})
    void visitsEveryCellOnce(int rows, int columns) {
        int[] order = HilbertCurve.order(rows, columns);
        Arrays.sort(order);
        assertThat(order).isEqualTo(IntStream.range(0, rows * columns).toArray());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,7", "7,1", "4,4", "8,32", "64,16"})
    void stepsFromNeighbourToNeighbour(int rows, int columns) {
        int[] order = HilbertCurve.order(rows, columns);
        for (int i = 1; i < order.length; i++) {
            int dy = Math.abs(order[i] / columns - order[i - 1] / columns);
            int dx = Math.abs(order[i] % columns - order[i - 1] % columns);
            assertThat(dy + dx).as("step %d", i).isEqualTo(1);
        }
    }

    @Test
    void walksFourCellsInAU() {
        assertThat(HilbertCurve.order(2, 2)).containsExactly(0, 2, 3, 1);
    }
}
