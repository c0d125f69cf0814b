package io.cogstream.mosaic;

import io.cogstream.zarr.PixelArrays;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Which item each pixel of an array row is from. Filled by a mosaic that picks one; one instance serves one thread. */
public final class RowProvenance {
    private final int[] items;
    private int current;

    /** @param width columns of a row */
    public RowProvenance(int width) {
        items = new int[width];
    }

    /**
     * Names the item of the rows that the mosaic is given from now on.
     *
     * @param item position in the array's item index
     */
    public void from(int item) {
        current = item;
    }

    void start() {
        Arrays.fill(items, PixelArrays.NO_ITEM);
    }

    /** The current item has the pixels of columns {@code first} to {@code end}, exclusive. */
    void take(int first, int end) {
        Arrays.fill(items, first, end, current);
    }

    /** The current item has the pixel of column {@code x}. */
    void take(int x) {
        items[x] = current;
    }

    /**
     * Writes the row.
     *
     * @param out little-endian {@link PixelArrays#PROVENANCE_TYPE}
     * @param first index of the sample of column 0 in {@code out}
     */
    public void finish(byte[] out, int first) {
        ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(first, items);
    }
}
