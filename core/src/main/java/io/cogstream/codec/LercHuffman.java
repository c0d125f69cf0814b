package io.cogstream.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Huffman code book and the symbols after it: section 2 of the byte stream specification. Codes stand in little-endian 32-bit
 * words, most significant bit first.
 */
final class LercHuffman {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_SYMBOLS = 256;
    private static final int MAX_WIDTH = 32;
    private static final int TABLE_BITS = 12;

    private final LercInput in;
    private final Code[] codes;

    /** For the next 12 bits, the code's place among {@link #codes}, or -1 if it is longer. */
    private final short[] table = new short[1 << TABLE_BITS];

    private long bitPosition;

    /**
     * One code.
     *
     * @param aligned its bits, from the most significant of 32 on
     * @param width how many bits
     * @param symbol what it stands for
     */
    private record Code(int aligned, int width, int symbol) {
        boolean startsIn(int bits) {
            return bits >>> (MAX_WIDTH - width) == aligned >>> (MAX_WIDTH - width);
        }
    }

    private LercHuffman(LercInput in, Code[] codes) {
        this.in = in;
        this.codes = codes;
        Arrays.sort(codes, (a, b) -> Integer.compareUnsigned(a.aligned, b.aligned));
        Arrays.fill(table, (short) -1);
        for (int i = 0; i < codes.length; i++) {
            if (codes[i].width <= TABLE_BITS) {
                int from = codes[i].aligned >>> (MAX_WIDTH - TABLE_BITS);
                Arrays.fill(table, from, from + (1 << (TABLE_BITS - codes[i].width)), (short) i);
            }
        }
        bitPosition = 8L * in.position();
    }

    /** Reads the code book; symbols can then be taken. */
    static LercHuffman read(LercInput in, boolean wordwise) throws CodecException {
        int version = in.i32();
        int size = in.i32();
        int first = in.i32();
        int end = in.i32();
        if (version < 2
                || size < 1
                || size > MAX_SYMBOLS
                || first < 0
                || first >= size
                || end <= first
                || end - size > first) {
            throw in.malformed(
                    "a code book of version %d with symbols %d to %d of %d".formatted(version, first, end, size));
        }
        LercBits lengths = new LercBits(wordwise);
        lengths.read(in, end - first);
        if (lengths.count() != end - first) {
            throw in.malformed("%d code lengths for %d symbols".formatted(lengths.count(), end - first));
        }
        return new LercHuffman(in, codes(in, lengths.values(), first, size, end));
    }

    private static Code[] codes(LercInput in, int[] lengths, int first, int size, int end) throws CodecException {
        List<Code> codes = new ArrayList<>();
        long buffer = 0;
        int available = 0;
        for (int i = 0; i < end - first; i++) {
            int width = lengths[i];
            if (width > MAX_WIDTH) {
                throw in.malformed("a code of %d bits".formatted(width));
            }
            if (width > available) {
                buffer = buffer << 32 | (in.i32() & 0xFFFF_FFFFL);
                available += 32;
            }
            available -= width;
            if (width > 0) {
                int aligned = (int) (buffer >>> available) << (MAX_WIDTH - width);
                codes.add(new Code(aligned, width, (first + i) % size));
            }
        }
        // What is left of the last word belongs to it.
        return codes.toArray(Code[]::new);
    }

    /** The next symbol. */
    int next() throws CodecException {
        int bits = peek();
        int place = table[bits >>> (MAX_WIDTH - TABLE_BITS)];
        if (place < 0) {
            place = search(bits);
        }
        bitPosition += codes[place].width;
        if (bitPosition > 8L * in.end()) {
            throw in.malformed("codes end early");
        }
        return codes[place].symbol;
    }

    /** As no code starts another one, only the last that is not above the bits can be theirs. */
    private int search(int bits) throws CodecException {
        int low = 0;
        int high = codes.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(codes[middle].aligned, bits) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0 || !codes[low - 1].startsIn(bits)) {
            throw in.malformed("bits without a code");
        }
        return low - 1;
    }

    /** The next 32 bits; zeros after the end. Words are counted from the first code. */
    private int peek() {
        int base = in.position();
        long relative = bitPosition - 8L * base;
        int word = base + 4 * (int) (relative >>> 5);
        int shift = (int) relative & 31;
        int high = word(word);
        return shift == 0 ? high : high << shift | word(word + 4) >>> (32 - shift);
    }

    private int word(int at) {
        return at + 4 <= in.end() ? (int) INT.get(in.bytes(), at) : 0;
    }
}
