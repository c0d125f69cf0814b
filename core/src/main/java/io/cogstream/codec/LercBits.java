package io.cogstream.codec;

import java.util.Arrays;

/**
 * Arrays of unsigned integers, each with the same number of bits: "Array of unsigned integer values bit stuffed" in the byte
 * stream specification. Since version 3 the least significant bit comes first, which makes byte and word order the same;
 * before, the most significant bit of little-endian 32-bit words came first.
 */
final class LercBits {
    private static final int TABLE = 1 << 5;
    private static final int WIDTH = TABLE - 1;

    private final boolean wordwise;
    private int[] values = new int[64];
    private int count;

    /** @param wordwise whether bits stand as before version 3 */
    LercBits(boolean wordwise) {
        this.wordwise = wordwise;
    }

    /** What was read last; only the first {@link #count()} count. */
    int[] values() {
        return values;
    }

    int count() {
        return count;
    }

    /** Reads an array of at most {@code limit} integers. */
    void read(LercInput in, int limit) throws CodecException {
        int flags = in.u8();
        long length = in.count(flags);
        if (length > limit) {
            throw in.malformed("%d values where %d fit".formatted(length, limit));
        }
        count = (int) length;
        if ((flags & TABLE) != 0) {
            readThroughTable(in, flags & WIDTH);
        } else {
            values = sized(values, count);
            unstuff(in, values, count, flags & WIDTH);
        }
    }

    /** The sorted values first, without their leading 0, then a place in that table for each. */
    private void readThroughTable(LercInput in, int width) throws CodecException {
        int entries = in.u8() - 1;
        if (entries < 1 || width == 0) {
            throw in.malformed("a table of %d values of %d bits".formatted(entries, width));
        }
        int[] table = new int[entries];
        unstuff(in, table, entries, width);
        values = sized(values, count);
        unstuff(in, values, count, 32 - Integer.numberOfLeadingZeros(entries));
        for (int i = 0; i < count; i++) {
            if (values[i] > entries) {
                throw in.malformed("place %d in a table of %d".formatted(values[i], entries));
            }
            values[i] = values[i] == 0 ? 0 : table[values[i] - 1];
        }
    }

    /** Reads {@code n} integers of {@code width} bits, 0 to 31, for Lerc1. */
    int[] readPlain(LercInput in, int n, int width) throws CodecException {
        count = n;
        values = sized(values, n);
        unstuff(in, values, n, width);
        return values;
    }

    private void unstuff(LercInput in, int[] target, int n, int width) throws CodecException {
        int from = in.position();
        in.skip((int) (((long) n * width + 7) / 8));
        if (width == 0) {
            Arrays.fill(target, 0, n, 0);
        } else if (wordwise) {
            unstuffWords(in.bytes(), from, in.position(), target, n, width);
        } else {
            unstuffBytes(in.bytes(), from, target, n, width);
        }
    }

    private static void unstuffBytes(byte[] bytes, int from, int[] target, int n, int width) {
        long buffer = 0;
        int available = 0;
        int mask = (1 << width) - 1;
        int at = from;
        for (int i = 0; i < n; i++) {
            while (available < width) {
                buffer |= (bytes[at++] & 0xFFL) << available;
                available += 8;
            }
            target[i] = (int) buffer & mask;
            buffer >>>= width;
            available -= width;
        }
    }

    private static void unstuffWords(byte[] bytes, int from, int end, int[] target, int n, int width) {
        long buffer = 0;
        int available = 0;
        int mask = (1 << width) - 1;
        int at = from;
        for (int i = 0; i < n; i++) {
            if (available < width) {
                buffer = buffer << 32 | word(bytes, at, end);
                available += 32;
                at += 4;
            }
            available -= width;
            target[i] = (int) (buffer >>> available) & mask;
        }
    }

    /** A word whose unused low bytes its writer left out at the end. */
    private static long word(byte[] bytes, int at, int end) {
        int present = Math.min(4, end - at);
        long word = 0;
        for (int i = present - 1; i >= 0; i--) {
            word = word << 8 | (bytes[at + i] & 0xFF);
        }
        return word << (8 * (4 - present));
    }

    private static int[] sized(int[] array, int count) {
        return array.length >= count ? array : new int[count];
    }
}
