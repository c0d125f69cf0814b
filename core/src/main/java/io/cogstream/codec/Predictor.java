package io.cogstream.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What a writer did to the samples before it compressed them, TIFF's Predictor tag (317): sections 14 of TIFF 6.0 and <a
 * href="https://chriscox.org/TIFFTN3d1.pdf">Technical Note 3</a> for floating point.
 */
public enum Predictor {
    NONE(1),
    HORIZONTAL(2),
    FLOATING_POINT(3);

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EVEN_SHORTS = 0x0000_FFFF_0000_FFFFL;

    private final int code;

    Predictor(int code) {
        this.code = code;
    }

    /** The value of the tag. */
    public int code() {
        return code;
    }

    /**
     * Turns decompressed bytes into little-endian samples, in place.
     *
     * @param data whole rows, in the file's byte order
     * @param length bytes of {@code data} that count; a multiple of the row size
     * @param columns pixels of one row
     * @param stride samples that stand side by side in one pixel: all of them when chunky, 1 when planar
     * @param sampleBytes size of a sample: 1, 2, 4 or 8; for floating point 2, 4 or 8
     */
    public void undo(byte[] data, int length, int columns, int stride, int sampleBytes, ByteOrder order) {
        if (this == FLOATING_POINT) {
            // Its planes run from the most significant byte on in either byte order.
            undoFloatingPoint(data, length, columns * stride, stride, sampleBytes);
            return;
        }
        if (order == ByteOrder.BIG_ENDIAN) {
            swap(data, length, sampleBytes);
        }
        if (this == HORIZONTAL) {
            int row = columns * stride * sampleBytes;
            for (int start = 0; start < length; start += row) {
                accumulate(data, start, start + row, stride, sampleBytes);
            }
        }
    }

    private static void accumulate(byte[] data, int start, int end, int stride, int sampleBytes) {
        switch (sampleBytes) {
            case 1 -> accumulateBytes(data, start, end, stride);
            case 2 -> accumulateShorts(data, start, end, stride);
            case 4 -> accumulateInts(data, start, end, stride);
            case 8 -> accumulateLongs(data, start, end, stride);
            default -> throw new IllegalArgumentException("samples of " + sampleBytes + " bytes");
        }
    }

    private static void accumulateBytes(byte[] data, int start, int end, int stride) {
        if (stride > 1) {
            accumulateByteLanes(data, start, end, stride);
            return;
        }
        byte sum = 0;
        for (int i = start; i < end; i++) {
            sum = (byte) (sum + data[i]);
            data[i] = sum;
        }
    }

    /** One loop with a constant step, not one per lane: the compiler unrolls it. */
    private static void accumulateByteLanes(byte[] data, int start, int end, int stride) {
        for (int i = start + stride; i < end; i++) {
            data[i] = (byte) (data[i] + data[i - stride]);
        }
    }

    private static void accumulateShorts(byte[] data, int start, int end, int stride) {
        if (stride > 1) {
            int back = 2 * stride;
            for (int i = start + back; i < end; i += 2) {
                SHORT.set(data, i, (short) ((short) SHORT.get(data, i) + (short) SHORT.get(data, i - back)));
            }
            return;
        }
        int i = start;
        // Four samples at a time, as pairs in two lanes of 32 bits, where sums have room; the upper half of a lane is
        // of no interest.
        int sum = 0;
        for (; i <= end - 8; i += 8) {
            long word = (long) LONG.get(data, i);
            long odd = word >>> 16 & EVEN_SHORTS;
            long pairs = (word & EVEN_SHORTS) + odd;
            long sums = (pairs + (sum & 0xFFFF)) * 0x1_0000_0001L;
            // Not from the sums: so each word waits for one operation of the one before, not for five.
            sum += (int) pairs + (int) (pairs >>> 32);
            LONG.set(data, i, (sums - odd & EVEN_SHORTS) | (sums << 16 & ~EVEN_SHORTS));
        }
        for (; i < end; i += 2) {
            sum += (short) SHORT.get(data, i);
            SHORT.set(data, i, (short) sum);
        }
    }

    private static void accumulateInts(byte[] data, int start, int end, int stride) {
        if (stride > 1) {
            int back = 4 * stride;
            for (int i = start + back; i < end; i += 4) {
                INT.set(data, i, (int) INT.get(data, i) + (int) INT.get(data, i - back));
            }
            return;
        }
        int sum = 0;
        for (int i = start; i < end; i += 4) {
            sum = sum + (int) INT.get(data, i);
            INT.set(data, i, sum);
        }
    }

    private static void accumulateLongs(byte[] data, int start, int end, int stride) {
        if (stride > 1) {
            int back = 8 * stride;
            for (int i = start + back; i < end; i += 8) {
                LONG.set(data, i, (long) LONG.get(data, i) + (long) LONG.get(data, i - back));
            }
            return;
        }
        long sum = 0;
        for (int i = start; i < end; i += 8) {
            sum = sum + (long) LONG.get(data, i);
            LONG.set(data, i, sum);
        }
    }

    private static void undoFloatingPoint(byte[] data, int length, int samples, int stride, int sampleBytes) {
        int row = samples * sampleBytes;
        byte[] planes = new byte[row];
        for (int start = 0; start < length; start += row) {
            accumulateBytes(data, start, start + row, stride);
            System.arraycopy(data, start, planes, 0, row);
            switch (sampleBytes) {
                case 2 -> joinShorts(planes, samples, data, start);
                case 4 -> joinInts(planes, samples, data, start);
                default -> joinLongs(planes, samples, data, start);
            }
        }
    }

    private static void joinShorts(byte[] planes, int samples, byte[] data, int start) {
        for (int i = 0; i < samples; i++) {
            SHORT.set(data, start + 2 * i, (short) (planes[i] << 8 | (planes[samples + i] & 0xFF)));
        }
    }

    private static void joinInts(byte[] planes, int samples, byte[] data, int start) {
        for (int i = 0; i < samples; i++) {
            int bits = planes[i] << 24
                    | (planes[samples + i] & 0xFF) << 16
                    | (planes[2 * samples + i] & 0xFF) << 8
                    | (planes[3 * samples + i] & 0xFF);
            INT.set(data, start + 4 * i, bits);
        }
    }

    private static void joinLongs(byte[] planes, int samples, byte[] data, int start) {
        for (int i = 0; i < samples; i++) {
            long bits = 0;
            for (int plane = 0; plane < 8; plane++) {
                bits = bits << 8 | (planes[plane * samples + i] & 0xFF);
            }
            LONG.set(data, start + 8 * i, bits);
        }
    }

    private static void swap(byte[] data, int length, int sampleBytes) {
        switch (sampleBytes) {
            case 1 -> {}
            case 2 -> {
                for (int i = 0; i + 2 <= length; i += 2) {
                    SHORT.set(data, i, Short.reverseBytes((short) SHORT.get(data, i)));
                }
            }
            case 4 -> {
                for (int i = 0; i + 4 <= length; i += 4) {
                    INT.set(data, i, Integer.reverseBytes((int) INT.get(data, i)));
                }
            }
            case 8 -> {
                for (int i = 0; i + 8 <= length; i += 8) {
                    LONG.set(data, i, Long.reverseBytes((long) LONG.get(data, i)));
                }
            }
            default -> throw new IllegalArgumentException("samples of " + sampleBytes + " bytes");
        }
    }
}
