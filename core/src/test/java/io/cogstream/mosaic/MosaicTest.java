package io.cogstream.mosaic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cogstream.cube.MosaicMethod;
import io.cogstream.raster.DataType;
import io.cogstream.warp.SourceRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MosaicTest {
    private static final double NONE = Double.NaN;

    /** Column by column: three values, two, one, none. */
    private static final double[][] ROWS = {{5, NONE, 9, NONE}, {2, 8, NONE, NONE}, {4, 3, NONE, NONE}};

    @ParameterizedTest
    @CsvSource({
        "FIRST, 5, 8, 9, -1",
        "HIGHEST, 5, 8, 9, -1",
        "LOWEST, 2, 3, 9, -1",
        "MEAN, 3.6666667, 5.5, 9, -1",
        "MEDIAN, 4, 5.5, 9, -1",
        "STDEV, 1.2472191, 2.5, 0, -1",
        "COUNT, 3, 2, 1, 0",
    })
    void combinesValidPixelsOnly(MosaicMethod method, float three, float two, float one, float none) {
        byte[] out = new byte[4 * 4];
        Mosaic mosaic = Mosaic.of(method, DataType.FLOAT32, 4, -1);
        for (int pass = 0; pass < 2; pass++) {
            mosaic.start();
            for (double[] row : ROWS) {
                mosaic.add(row(DataType.UINT16, row));
            }
            mosaic.finish(out, 0);
        }

        assertThat(floats(out)).containsExactly(three, two, one, none);
    }

    @ParameterizedTest
    @CsvSource({"FIRST, 7, 8, 7, -1", "HIGHEST, 7, 8, 7, -1", "LOWEST, 8, 9, 7, -1"})
    void notesWhichItemEachPixelIsFrom(MosaicMethod method, int three, int two, int one, int none) {
        byte[] out = new byte[5 * 4];
        RowProvenance provenance = new RowProvenance(4);
        Mosaic mosaic = Mosaic.of(method, DataType.FLOAT32, 4, -1, provenance);
        for (int pass = 0; pass < 2; pass++) {
            mosaic.start();
            for (int i = 0; i < ROWS.length; i++) {
                provenance.from(7 + i);
                mosaic.add(row(DataType.UINT16, ROWS[i]));
            }
            provenance.finish(out, 1);
        }

        assertThat(new double[] {
                    DataType.INT32.get(out, 1),
                    DataType.INT32.get(out, 2),
                    DataType.INT32.get(out, 3),
                    DataType.INT32.get(out, 4)
                })
                .containsExactly(three, two, one, none);
    }

    @ParameterizedTest
    @EnumSource(
            value = MosaicMethod.class,
            names = {"MEAN", "MEDIAN", "STDEV", "COUNT"})
    void pixelsOfSeveralItemsHaveNoProvenance(MosaicMethod method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mosaic.of(method, DataType.FLOAT32, 4, -1, new RowProvenance(4)))
                .withMessageContaining(method.label());
    }

    private static SourceRow row(DataType type, double... values) {
        byte[] samples = new byte[values.length * type.bytes()];
        boolean[] valid = new boolean[values.length];
        for (int x = 0; x < values.length; x++) {
            valid[x] = !Double.isNaN(values[x]);
            type.set(samples, x, valid[x] ? values[x] : 99);
        }
        return new SourceRow(type, samples, valid);
    }

    private static float[] floats(byte[] samples) {
        float[] values = new float[samples.length / 4];
        for (int x = 0; x < values.length; x++) {
            values[x] = (float) DataType.FLOAT32.get(samples, x);
        }
        return values;
    }

    @Test
    void isCompleteOnlyForFirstAndOnlyWhenFull() {
        Mosaic first = Mosaic.of(MosaicMethod.FIRST, DataType.UINT8, 2, 0);
        first.start();
        first.add(row(DataType.UINT8, 1, NONE));
        assertThat(first.isComplete()).isFalse();
        first.add(row(DataType.UINT8, 1, 2));
        assertThat(first.isComplete()).isTrue();

        Mosaic highest = Mosaic.of(MosaicMethod.HIGHEST, DataType.UINT8, 2, 0);
        highest.start();
        highest.add(row(DataType.UINT8, 1, 2));
        assertThat(highest.isComplete()).isFalse();
    }

    @Test
    void sumsIntegersWithoutLoss() {
        byte[] out = new byte[8];
        Mosaic mean = Mosaic.of(MosaicMethod.MEAN, DataType.FLOAT64, 1, 0);
        mean.start();
        mean.add(row(DataType.UINT32, 4294967295.0));
        mean.add(row(DataType.UINT32, 4294967294.0));
        mean.finish(out, 0);

        assertThat(DataType.FLOAT64.get(out, 0)).isEqualTo(4294967294.5);
    }

    @Test
    void keepsExactBitsOfWideIntegers() {
        byte[] out = new byte[8];
        byte[] samples = {1, 2, 3, 4, 5, 6, 7, 0x70};
        Mosaic highest = Mosaic.of(MosaicMethod.HIGHEST, DataType.INT64, 1, 0);
        highest.start();
        highest.add(new SourceRow(DataType.INT64, samples, new boolean[] {true}));
        highest.finish(out, 0);

        assertThat(out).isEqualTo(samples);
    }

    @Test
    void writesAtTheGivenPlace() {
        byte[] out = new byte[6];
        Mosaic first = Mosaic.of(MosaicMethod.FIRST, DataType.UINT16, 1, 7);
        first.start();
        first.finish(out, 2);

        assertThat(out).containsExactly(0, 0, 0, 0, 7, 0);
    }
}
