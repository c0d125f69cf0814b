package io.cogstream.job;

import io.cogstream.raster.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** numpy's file format, <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">version 1.0</a>. */
final class NpyFormat {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private NpyFormat() {}

    /** What stands before the little-endian samples of an array of shape (bands, rows, columns). */
    static byte[] header(DataType type, int bands, int rows, int columns) {
        String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d, %d), }"
                .formatted(code(type), bands, rows, columns);
        int length = MAGIC.length + 2 + text.length() + 1;
        int padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
        byte[] dictionary = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(MAGIC.length + 2 + dictionary.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) dictionary.length)
                .put(dictionary)
                .array();
    }

    private static String code(DataType type) {
        char kind = switch (type.kind()) {
            case SIGNED -> 'i';
            case UNSIGNED -> 'u';
            case FLOAT -> 'f';
        };
        return (type.bytes() == 1 ? "|" : "<") + kind + type.bytes();
    }
}
