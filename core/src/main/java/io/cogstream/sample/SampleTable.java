package io.cogstream.sample;

import io.cogstream.raster.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The values of each row, one per band, with what is known of each. Different values may be written by different threads at a
 * time.
 */
final class SampleTable implements AutoCloseable {
    /** The item's image has no pixel there, or there is none, or it was left out. */
    private static final byte ABSENT = 0;

    /** It could not be read, so that the row must not be written. */
    private static final byte FAILED = 1;

    /** The pixel is invalid. */
    private static final byte MASKED = 2;

    /** Plus the ordinal of the value's type. */
    private static final byte VALUE = 3;

    private static final DataType[] TYPES = DataType.values();

    /** A byte for what is known, and eight for the value. */
    private static final int CELL_BYTES = 9;

    /** The item, before the cells. */
    private static final int ITEM_BYTES = 4;

    private final PagedRecords records;

    private SampleTable(PagedRecords records) {
        this.records = records;
    }

    /** A table in which every row has its item, and no value yet. */
    static SampleTable of(PointsOfItems places, int items, int bands, SampleMemory memory) throws IOException {
        PagedRecords records = new PagedRecords(ITEM_BYTES + bands * CELL_BYTES, memory.valueBytes(), memory.folder());
        try {
            records.extendTo(places.rows());
            for (int i = 0; i < items; i++) {
                int item = i;
                places.forEach(item, (point, row) -> records.page(row).putInt(records.offset(row), item));
            }
            return new SampleTable(records);
        } catch (IOException | RuntimeException e) {
            records.close();
            throw e;
        }
    }

    /** Index into the plan's items. */
    int item(long row) {
        return records.page(row).getInt(records.offset(row));
    }

    private byte state(long row, int band) {
        return records.page(row).get(cell(row, band));
    }

    private int cell(long row, int band) {
        return records.offset(row) + ITEM_BYTES + band * CELL_BYTES;
    }

    private void put(long row, int band, byte state, long bits) {
        ByteBuffer page = records.page(row);
        int at = cell(row, band);
        page.put(at, state);
        page.putLong(at + 1, bits);
    }

    /** @param bits of the sample as it lies in memory, zeros above */
    void putValue(long row, int band, DataType type, long bits) {
        put(row, band, (byte) (VALUE + type.ordinal()), bits);
    }

    void putMasked(long row, int band) {
        put(row, band, MASKED, 0);
    }

    /** @param isFatal whether the row must not be written; else the value is left out */
    void putFailure(long row, int band, boolean isFatal) {
        put(row, band, isFatal ? FAILED : ABSENT, 0);
    }

    boolean hasValue(long row, int band) {
        return state(row, band) >= VALUE;
    }

    /** Whether no band of the row failed, and the image of at least one has a pixel at the point. */
    boolean isComplete(long row, int bands) {
        boolean found = false;
        for (int band = 0; band < bands; band++) {
            byte state = state(row, band);
            if (state == FAILED) {
                return false;
            }
            found |= state != ABSENT;
        }
        return found;
    }

    /** The type of a value that is there. */
    DataType type(long row, int band) {
        return TYPES[state(row, band) - VALUE];
    }

    long bits(long row, int band) {
        return records.page(row).getLong(cell(row, band) + 1);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
