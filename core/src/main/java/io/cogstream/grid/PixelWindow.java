package io.cogstream.grid;

/**
 * A half-open rectangle of pixels: columns {@code [column, column + width)}, rows {@code [row, row + height)}.
 *
 * @param column first column, counted from 0 at the left
 * @param row first row, counted from 0 at the top
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record PixelWindow(int column, int row, int width, int height) {

    public PixelWindow {
        if (column < 0 || row < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "not a pixel window: column %d, row %d, width %d, height %d".formatted(column, row, width, height));
        }
    }

    public int endColumn() {
        return column + width;
    }

    public int endRow() {
        return row + height;
    }

    public long pixels() {
        return (long) width * height;
    }
}
