package io.cogstream.codec;

import java.util.Arrays;

/**
 * Which pixels of a blob are valid: one bit each, row by row, most significant bit first; "Bit Mask" in Esri's <a
 * href="https://github.com/Esri/lerc/blob/master/doc/Lerc_ByteStream_Specification.pdf">byte stream specification</a>.
 */
final class LercMask {
    private static final short END_OF_RUNS = Short.MIN_VALUE;

    private final byte[] bits;
    private final int pixels;
    private int valid;

    private LercMask(byte[] bits, int pixels) {
        this.bits = bits;
        this.pixels = pixels;
        for (int k = 0; k < pixels; k++) {
            valid += isValid(k) ? 1 : 0;
        }
    }

    /** All pixels valid, or none. */
    static LercMask uniform(int pixels, boolean valid) {
        byte[] bits = new byte[(pixels + 7) / 8];
        Arrays.fill(bits, (byte) (valid ? -1 : 0));
        return new LercMask(bits, pixels);
    }

    /** Reads runs: a positive count of bytes that follow, a negative one of copies of the next byte, -32768 for the end. */
    static LercMask read(LercInput in, int pixels) throws CodecException {
        byte[] bits = new byte[(pixels + 7) / 8];
        int filled = 0;
        for (short count = in.i16(); count != END_OF_RUNS; count = in.i16()) {
            int bytes = Math.abs(count);
            if (bytes > bits.length - filled) {
                throw in.malformed("the mask has more than %d bytes".formatted(bits.length));
            }
            if (count > 0) {
                int from = in.position();
                in.skip(bytes);
                System.arraycopy(in.bytes(), from, bits, filled, bytes);
            } else {
                Arrays.fill(bits, filled, filled + bytes, (byte) in.u8());
            }
            filled += bytes;
        }
        if (filled < bits.length) {
            throw in.malformed("the mask has %d of %d bytes".formatted(filled, bits.length));
        }
        return new LercMask(bits, pixels);
    }

    /** @param pixel counted from 0, row by row */
    boolean isValid(int pixel) {
        return (bits[pixel >> 3] & 0x80 >> (pixel & 7)) != 0;
    }

    int pixels() {
        return pixels;
    }

    int validPixels() {
        return valid;
    }

    boolean isAllValid() {
        return valid == pixels;
    }
}
