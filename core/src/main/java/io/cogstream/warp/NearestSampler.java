package io.cogstream.warp;

import io.cogstream.raster.DataType;
import io.cogstream.raster.NodataTest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Takes each array pixel's nearest source pixel, row by row. Reuses its buffers: one instance per source and thread. */
public final class NearestSampler {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final SourcePixels source;
    private final NodataTest nodata;
    private final int[] indices;
    private final SourceRow row;

    public NearestSampler(SourcePixels source) {
        DataType type = source.type();
        int width = source.map().width();
        this.source = source;
        this.nodata = new NodataTest(type, source.nodata());
        this.indices = new int[width];
        this.row = new SourceRow(type, new byte[width * type.bytes()], new boolean[width]);
    }

    /**
     * The source's pixels for one row of the block.
     *
     * @param y row of the block, from 0
     * @return a row that stays valid until the next call
     */
    public SourceRow sample(int y) {
        source.map().row(y, indices);
        boolean[] valid = row.valid();
        switch (source.type().bytes()) {
            case 1 -> gatherBytes(valid);
            case 2 -> gatherShorts(valid);
            case 4 -> gatherInts(valid);
            default -> gatherLongs(valid);
        }
        nodata.clearMatches(row.samples(), valid, indices.length);
        byte[] validity = source.validity();
        if (validity != null) {
            for (int x = 0; x < indices.length; x++) {
                valid[x] &= indices[x] >= 0 && validity[indices[x]] != 0;
            }
        }
        return row;
    }

    private void gatherBytes(boolean[] valid) {
        byte[] from = source.samples();
        byte[] to = row.samples();
        for (int x = 0; x < indices.length; x++) {
            int i = indices[x];
            valid[x] = i >= 0;
            to[x] = i >= 0 ? from[i] : 0;
        }
    }

    private void gatherShorts(boolean[] valid) {
        byte[] from = source.samples();
        byte[] to = row.samples();
        for (int x = 0; x < indices.length; x++) {
            int i = indices[x];
            valid[x] = i >= 0;
            SHORT.set(to, x << 1, i >= 0 ? (short) SHORT.get(from, i << 1) : (short) 0);
        }
    }

    private void gatherInts(boolean[] valid) {
        byte[] from = source.samples();
        byte[] to = row.samples();
        for (int x = 0; x < indices.length; x++) {
            int i = indices[x];
            valid[x] = i >= 0;
            INT.set(to, x << 2, i >= 0 ? (int) INT.get(from, i << 2) : 0);
        }
    }

    private void gatherLongs(boolean[] valid) {
        byte[] from = source.samples();
        byte[] to = row.samples();
        for (int x = 0; x < indices.length; x++) {
            int i = indices[x];
            valid[x] = i >= 0;
            LONG.set(to, x << 3, i >= 0 ? (long) LONG.get(from, i << 3) : 0L);
        }
    }
}
