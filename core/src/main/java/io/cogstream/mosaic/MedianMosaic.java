package io.cogstream.mosaic;

import io.cogstream.raster.DataType;
import java.util.Arrays;

/** The median; of an even count the mean of the two in the middle; NaN as soon as one value is NaN. */
final class MedianMosaic extends StackedMosaic {

    MedianMosaic(DataType type, int width, double fill) {
        super(type, width, fill);
    }

    @Override
    double reduce(double[] values, int count) {
        Arrays.sort(values, 0, count);
        int middle = count / 2;
        if (Double.isNaN(values[count - 1])) {
            return Double.NaN;
        }
        return count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
