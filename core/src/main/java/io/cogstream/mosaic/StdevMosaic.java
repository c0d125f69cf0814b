package io.cogstream.mosaic;

import io.cogstream.raster.DataType;

/** The population standard deviation, by the two-pass formula. */
final class StdevMosaic extends StackedMosaic {

    StdevMosaic(DataType type, int width, double fill) {
        super(type, width, fill);
    }

    @Override
    double reduce(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(squares / count);
    }
}
