package io.cogstream.zarr;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The codec {@code vlen-utf8}: the number of strings, then each string's length in bytes and its UTF-8 bytes; numbers are
 * 32-bit little-endian. See <a
 * href="https://github.com/zarr-developers/zarr-extensions/tree/main/codecs/vlen-utf8">zarr-extensions</a>.
 */
final class StringChunk {
    private StringChunk() {}

    static byte[] encode(List<String> strings) {
        List<byte[]> encoded = new ArrayList<>();
        int size = Integer.BYTES;
        for (String string : strings) {
            byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
            encoded.add(bytes);
            size = Math.addExact(size, Integer.BYTES + bytes.length);
        }
        ByteBuffer chunk = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        chunk.putInt(encoded.size());
        encoded.forEach(bytes -> chunk.putInt(bytes.length).put(bytes));
        return chunk.array();
    }

    /** @throws IllegalArgumentException if the bytes end early or lengths are negative */
    static List<String> decode(byte[] chunk) {
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int count = buffer.getInt();
            List<String> strings = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int length = buffer.getInt();
                if (length < 0 || length > buffer.remaining()) {
                    throw new IllegalArgumentException("string " + i + " has an impossible length, " + length);
                }
                strings.add(new String(chunk, buffer.position(), length, StandardCharsets.UTF_8));
                buffer.position(buffer.position() + length);
            }
            return strings;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("strings end early, after " + chunk.length + " bytes", e);
        }
    }
}
