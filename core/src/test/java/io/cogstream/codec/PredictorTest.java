package io.cogstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictorTest {
    private static final int COLUMNS = 13;
    private static final int ROWS = 4;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "2, 1", "2, 3", "4, 1", "4, 2", "8, 1", "8, 7"})
    void undoesHorizontalDifferencesInEitherByteOrder(int bytes, int stride) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            long[] values = values(stride, bytes);
            ByteBuffer data = ByteBuffer.allocate(values.length * bytes).order(order);
            for (int i = 0; i < values.length; i++) {
                boolean first = i % (COLUMNS * stride) < stride;
                put(data, i, bytes, first ? values[i] : values[i] - values[i - stride]);
            }
            Predictor.HORIZONTAL.undo(data.array(), data.capacity(), COLUMNS, stride, bytes, order);
            assertThat(data.array()).isEqualTo(littleEndian(values, bytes));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "2, 3", "4, 1", "4, 3", "8, 1", "8, 2"})
    void undoesFloatingPointDifferences(int bytes, int stride) {
        long[] values = values(stride, bytes);
        byte[] data = new byte[values.length * bytes];
        int samples = COLUMNS * stride;
        for (int row = 0; row < ROWS; row++) {
            int start = row * samples * bytes;
            for (int i = 0; i < samples; i++) {
                for (int plane = 0; plane < bytes; plane++) {
                    data[start + plane * samples + i] =
                            (byte) (values[row * samples + i] >>> (8 * (bytes - 1 - plane)));
                }
            }
            for (int i = samples * bytes - 1; i >= stride; i--) {
                data[start + i] -= data[start + i - stride];
            }
        }
        Predictor.FLOATING_POINT.undo(data, data.length, COLUMNS, stride, bytes, ByteOrder.BIG_ENDIAN);
        assertThat(data).isEqualTo(littleEndian(values, bytes));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4", "8"})
    void turnsBigEndianSamplesRound(int bytes) {
        long[] values = values(1, bytes);
        ByteBuffer data = ByteBuffer.allocate(values.length * bytes);
        for (int i = 0; i < values.length; i++) {
            put(data, i, bytes, values[i]);
        }
        Predictor.NONE.undo(data.array(), data.capacity(), COLUMNS, 1, bytes, ByteOrder.BIG_ENDIAN);
        assertThat(data.array()).isEqualTo(littleEndian(values, bytes));
    }

    private static long[] values(int stride, int bytes) {
        return new Random(stride * 10L + bytes)
                .longs((long) COLUMNS * ROWS * stride)
                .toArray();
    }

    private static byte[] littleEndian(long[] values, int bytes) {
        ByteBuffer data = ByteBuffer.allocate(values.length * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            put(data, i, bytes, values[i]);
        }
        return data.array();
    }

    private static void put(ByteBuffer data, int index, int bytes, long value) {
        switch (bytes) {
            case 1 -> data.put(index, (byte) value);
            case 2 -> data.putShort(2 * index, (short) value);
            case 4 -> data.putInt(4 * index, (int) value);
            default -> data.putLong(8 * index, value);
        }
    }
}
