package io.cogstream.make;

import io.cogstream.cube.ArraySpec;
import io.cogstream.cube.MosaicMethod;
import io.cogstream.raster.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The array that PARITY's rules give, pixel by pixel and without any cleverness; for scenes in the array's own CRS. */
final class ReferenceMosaic {
    private ReferenceMosaic() {}

    static byte[] of(ArraySpec spec, List<Scene> scenes) {
        byte[] array =
                new byte[spec.width() * spec.height() * spec.format(0).dtype().bytes()];
        for (int row = 0; row < spec.height(); row++) {
            for (int column = 0; column < spec.width(); column++) {
                double x = spec.transform().get(2)
                        + (column + 0.5) * spec.transform().get(0);
                double y =
                        spec.transform().get(5) + (row + 0.5) * spec.transform().get(4);
                List<Double> valid = new ArrayList<>();
                for (Scene scene : scenes) {
                    sample(scene, spec.transform().get(0), x, y, valid);
                }
                spec.format(0).dtype().set(array, row * spec.width() + column, reduce(spec, valid));
            }
        }
        return array;
    }

    private static void sample(Scene scene, double target, double x, double y, List<Double> valid) {
        boolean coarse = scene.overview() != null && 2 * scene.pixel() <= target;
        double pixel = coarse ? 2 * scene.pixel() : scene.pixel();
        int width = coarse ? scene.width() / 2 : scene.width();
        int height = coarse ? scene.height() / 2 : scene.height();
        int column = (int) Math.floor((x - scene.west()) / pixel);
        int row = (int) Math.floor((scene.north() - y) / pixel);
        if (column < 0 || row < 0 || column >= width || row >= height) {
            return;
        }
        double value = stored(scene.type(), (coarse ? scene.overview() : scene.pixels())[row * width + column]);
        boolean masked = scene.nodata() != null
                && (value == scene.nodata()
                        || (Double.isNaN(value) && scene.nodata().isNaN()));
        double[] mask = scene.mask() == null || !coarse ? scene.mask() : scene.overviewMask();
        if (!masked && (mask == null || mask[row * width + column] != 0)) {
            valid.add(value);
        }
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
