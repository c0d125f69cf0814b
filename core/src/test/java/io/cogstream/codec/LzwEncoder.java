package io.cogstream.codec;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** TIFF's LZW written straight from section 13 of the specification, with strings and no thought of speed. */
final class LzwEncoder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, Integer> table = new HashMap<>();
    private int next;
    private int width;
    private int bits;
    private int buffer;

    byte[] encode(byte[] plain) {
        reset();
        String omega = "";
        for (byte b : plain) {
            char c = (char) (b & 0xFF);
            if (omega.isEmpty() || table.containsKey(omega + c)) {
                omega += c;
                continue;
            }
            write(code(omega));
            table.put(omega + c, next++);
            widen();
            if (next == 4095) {
                reset();
            }
            omega = String.valueOf(c);
        }
        if (!omega.isEmpty()) {
            write(code(omega));
            next++;
            widen();
        }
        write(257);
        if (bits > 0) {
            out.write(buffer << (8 - bits));
        }
        return out.toByteArray();
    }

    private int code(String omega) {
        return omega.length() == 1 ? omega.charAt(0) : table.get(omega);
    }

    private void reset() {
        if (width == 0) {
            width = 9;
        }
        write(256);
        table.clear();
        next = 258;
        width = 9;
    }

    private void widen() {
        if (next == 512 || next == 1024 || next == 2048) {
            width++;
        }
    }

    private void write(int code) {
        for (int i = width - 1; i >= 0; i--) {
            buffer = (buffer << 1 | (code >> i & 1)) & 0xFF;
            if (++bits == 8) {
                out.write(buffer);
                bits = 0;
            }
        }
    }
}
