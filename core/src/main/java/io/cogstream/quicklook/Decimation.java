package io.cogstream.quicklook;

import io.cogstream.grid.ChunkIndex;
import io.cogstream.zarr.PixelFormat;
import io.cogstream.zarr.ZarrCube;
import java.util.Arrays;

/**
 * Every {@code step}-th pixel of a cube, in both directions, beginning with the middle of the first step.
 *
 * @param step array pixels per picture pixel, at least 1
 * @param width columns of the picture
 * @param height rows of the picture
 */
record Decimation(int step, int width, int height) {

    static Decimation of(ZarrCube cube, int maxSize) {
        int step = (Math.max(cube.width(), cube.height()) - 1) / maxSize + 1;
        return new Decimation(step, count(cube.width(), step), count(cube.height(), step));
    }

    private static int count(int pixels, int step) {
        return (pixels - 1 - middle(pixels, step)) / step + 1;
    }

    private static int middle(int pixels, int step) {
        return Math.min(step / 2, pixels - 1);
    }

    /** One band of one time step, {@code [row][column]}, with NaN where there is no data or no chunk. */
    float[] sample(ZarrCube cube, int band, int time) {
        float[] picture = new float[width * height];
        Arrays.fill(picture, Float.NaN);
        int chunkRows = (cube.height() - 1) / cube.chunkHeight() + 1;
        int chunkColumns = (cube.width() - 1) / cube.chunkWidth() + 1;
        for (int y = 0; y < chunkRows; y++) {
            for (int x = 0; x < chunkColumns; x++) {
                byte[] chunk = cube.read(new ChunkIndex(band, time, y, x)).join();
                if (chunk != null) {
                    copy(cube, band, chunk, y * cube.chunkHeight(), x * cube.chunkWidth(), picture);
                }
            }
        }
        return picture;
    }

    private void copy(ZarrCube cube, int band, byte[] chunk, int firstRow, int firstColumn, float[] picture) {
        int top = middle(cube.height(), step);
        int left = middle(cube.width(), step);
        for (int row = firstIndex(firstRow, top); row < height; row++) {
            int chunkRow = top + row * step - firstRow;
            if (chunkRow >= cube.chunkHeight()) {
                return;
            }
            for (int column = firstIndex(firstColumn, left); column < width; column++) {
                int chunkColumn = left + column * step - firstColumn;
                if (chunkColumn >= cube.chunkWidth()) {
                    break;
                }
                picture[row * width + column] =
                        value(cube.format(band), chunk, chunkRow * cube.chunkWidth() + chunkColumn);
            }
        }
    }

    private int firstIndex(int pixel, int offset) {
        return pixel <= offset ? 0 : (pixel - offset - 1) / step + 1;
    }

    private static float value(PixelFormat format, byte[] chunk, int index) {
        double value = format.dataType().get(chunk, index);
        Double nodata = format.nodata();
        return nodata != null && value == nodata ? Float.NaN : (float) value;
    }
}
