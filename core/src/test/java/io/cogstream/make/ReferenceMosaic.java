package io.cogstream.make;

import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.raster.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The array that PARITY's rules give, pixel by pixel and without any cleverness; for scenes in the array's own CRS. */
final class ReferenceMosaic {
    private ReferenceMosaic() {}

    static byte[] of(ArraySpec spec, List<Scene> scenes) {
        byte[] array =
                new byte[spec.width() * spec.height() * spec.format(0).dtype().bytes()];
        for (int pixel = 0; pixel < spec.width() * spec.height(); pixel++) {
            List<Double> valid = new ArrayList<>();
            for (Scene scene : scenes) {
                Double value = value(spec, scene, pixel);
                if (value != null) {
                    valid.add(value);
                }
            }
            spec.format(0).dtype().set(array, pixel, reduce(spec, valid));
        }
        return array;
    }

    /**
     * What a scene has for a pixel of the array, null if nothing that is valid.
     *
     * @param pixel counted row by row
     */
    static @Nullable Double value(ArraySpec spec, Scene scene, int pixel) {
        double target = spec.transform().get(0);
        int arrayRow = pixel / spec.width();
        int arrayColumn = pixel % spec.width();
        double x = spec.transform().get(2) + (arrayColumn + 0.5) * target;
        double y = spec.transform().get(5) + (arrayRow + 0.5) * spec.transform().get(4);
        boolean coarse = scene.overview() != null && 2 * scene.pixel() <= target;
        double size = coarse ? 2 * scene.pixel() : scene.pixel();
        int width = coarse ? scene.width() / 2 : scene.width();
        int height = coarse ? scene.height() / 2 : scene.height();
        int column = (int) Math.floor((x - scene.west()) / size);
        int row = (int) Math.floor((scene.north() - y) / size);
        if (column < 0 || row < 0 || column >= width || row >= height) {
            return null;
        }
        double value = stored(scene.type(), (coarse ? scene.overview() : scene.pixels())[row * width + column]);
        boolean masked = scene.nodata() != null
                && (value == scene.nodata()
                        || (Double.isNaN(value) && scene.nodata().isNaN()));
        double[] mask = scene.mask() == null || !coarse ? scene.mask() : scene.overviewMask();
        boolean valid = !masked && (mask == null || mask[row * width + column] != 0);
        return valid ? (Double) value : null;
    }

    private static double stored(DataType type, double value) {
        return type == DataType.FLOAT32 ? (float) value : value;
    }

    private static double reduce(ArraySpec spec, List<Double> values) {
        if (spec.mosaic() == MosaicMethod.COUNT) {
            return values.size();
        }
        if (values.isEmpty()) {
            return spec.format(0).fill();
        }
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        double mean = Arrays.stream(all).reduce(0, Double::sum) / all.length;
        double[] sorted = all.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return switch (spec.mosaic()) {
            case FIRST -> all[0];
            case HIGHEST -> sorted[sorted.length - 1];
            case LOWEST -> sorted[0];
            case MEAN -> mean;
            case MEDIAN -> sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
            case STDEV ->
                Math.sqrt(Arrays.stream(all)
                                .map(value -> (value - mean) * (value - mean))
                                .reduce(0, Double::sum)
                        / all.length);
            case COUNT -> throw new AssertionError();
        };
    }
}
