package io.cogstream.warp;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.grid.Affine;
import io.cogstream.grid.PixelWindow;
import io.cogstream.proj.Crs;
import io.cogstream.raster.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NearestSamplerTest {
    private static final Crs UTM = Crs.epsg(32612);

    /** Array pixels of half the source's size, one source pixel to the left of the source. */
    private static NearestMap doubled() {
        SourceGrid source = new SourceGrid(UTM, Affine.northUp(0, 100, 10, 10), 3, 2);
        return WarpMaps.compute(UTM, Affine.northUp(-10, 100, 5, 5), new PixelWindow(0, 0, 8, 4), source);
    }

    @ParameterizedTest
    @EnumSource(DataType.class)
    void takesTheContainingPixelOfEveryType(DataType type) {
        byte[] samples = new byte[6 * type.bytes()];
        for (int i = 0; i < 6; i++) {
            type.set(samples, i, 10 + i);
        }
        NearestSampler sampler = new NearestSampler(new SourcePixels(doubled(), type, samples, 14.0, null));

        SourceRow row = sampler.sample(3);

        assertThat(row.valid()).containsExactly(false, false, true, true, false, false, true, true);
        assertThat(type.get(row.samples(), 2)).isEqualTo(13);
        assertThat(type.get(row.samples(), 7)).isEqualTo(15);
    }

    @Test
    void leavesOutWhatValidityExcludes() {
        byte[] validity = {1, 1, 1, 0, 1, 1};
        SourcePixels source = new SourcePixels(doubled(), DataType.UINT8, new byte[6], null, validity);

        assertThat(new NearestSampler(source).sample(3).valid())
                .containsExactly(false, false, false, false, true, true, true, true);
    }
}
