package io.cogstream.make;

import io.cogstream.raster.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Seeded scenes around an array of some 150 pixels: any size, place and pixel size, with holes and overviews. */
final class RandomScenes {
    private RandomScenes() {}

    static List<Scene> of(Random random, @Nullable Double nodata) {
        DataType type = nodata != null && nodata.isNaN() ? DataType.FLOAT32 : DataType.UINT16;
        List<Scene> scenes = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            scenes.add(scene(random, "scene-" + i, type, nodata));
        }
        return scenes;
    }

    private static Scene scene(Random random, String id, DataType type, @Nullable Double nodata) {
        // Whole pixels, and corners at a quarter: no array pixel's centre falls on a border between source pixels.
        double pixel = List.of(10.0, 5.0, 20.0, 7.0).get(random.nextInt(4));
        boolean covering = random.nextInt(5) < 2;
        int width = 2 * (covering ? (int) (1200 / pixel) : 10 + random.nextInt(80));
        int height = 2 * (covering ? (int) (1200 / pixel) : 10 + random.nextInt(80));
        double west = Scene.WEST + 0.25 + (covering ? -300 : random.nextInt(2000) - 400);
        double north = Scene.NORTH - 0.25 - (covering ? -300 : random.nextInt(2000) - 400);
        double[] pixels = pixels(random, type, width, height, nodata);
        double[] overview = random.nextBoolean() ? pixels(random, type, width / 2, height / 2, nodata) : null;
        int tile = random.nextBoolean() ? 16 : 48;
        boolean deflate = random.nextBoolean();
        return new Scene(
                id,
                type,
                west,
                north,
                pixel,
                width,
                height,
                pixels,
                overview,
                nodata,
                random.nextInt(3) == 0 ? mask(random, width, height) : null,
                tiff -> deflate ? tiff.tile(tile).deflate() : tiff.tile(tile));
    }

    private static double[] mask(Random random, int width, int height) {
        double[] valid = new double[width * height];
        java.util.Arrays.fill(valid, 1);
        for (int hole = random.nextInt(4); hole > 0; hole--) {
            int left = random.nextInt(width);
            int right = Math.min(width, left + 1 + random.nextInt(width));
            int top = random.nextInt(height);
            for (int row = top; row < Math.min(height, top + 1 + random.nextInt(40)); row++) {
                java.util.Arrays.fill(valid, row * width + left, row * width + right, 0);
            }
        }
        return valid;
    }

    private static double[] pixels(Random random, DataType type, int width, int height, @Nullable Double nodata) {
        double[] pixels = new double[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = type.isFloat() ? random.nextGaussian() : 1 + random.nextInt(60_000);
        }
        int holes = nodata == null ? 0 : random.nextInt(8);
        for (int hole = 0; hole < holes; hole++) {
            int left = random.nextInt(width);
            int top = random.nextInt(height);
            int most = random.nextInt(4) == 0 ? width : 40;
            int right = Math.min(width, left + 1 + random.nextInt(most));
            int bottom = Math.min(height, top + 1 + random.nextInt(most));
            for (int row = top; row < bottom; row++) {
                java.util.Arrays.fill(pixels, row * width + left, row * width + right, nodata);
            }
        }
        return pixels;
    }
}
