package io.cogstream.stac;

import io.cogstream.failure.MalformedSourceException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list of texts in which each stores only what differs from the one before it. Every 16th starts afresh, so that getting
 * one decodes at most 16. Each entry is: a varint of the bytes shared with the text before, a varint of 1 + the bytes that
 * follow (0 stands for null, which shares nothing and is skipped by its successor), those bytes (UTF-8).
 */
final class SharedPrefixStrings {
    private static final int BLOCK = 16;
    /** Longest text in bytes; bounds what one entry can make of a few stored bytes. */
    private static final int MAX_BYTES = 1 << 16;

    private final int size;
    private final int[] blocks;
    private final byte[] data;

    private SharedPrefixStrings(int size, int[] blocks, byte[] data) {
        this.size = size;
        this.blocks = blocks;
        this.data = data;
    }

    int size() {
        return size;
    }

    boolean isNull(int index) {
        return get(index) == null;
    }

    @Nullable
    String get(int index) {
        Objects.checkIndex(index, size);
        Cursor cursor = new Cursor(blocks[index / BLOCK]);
        for (int i = index / BLOCK * BLOCK; i < index; i++) {
            cursor.next();
        }
        return cursor.next() ? new String(cursor.text, 0, cursor.length, StandardCharsets.UTF_8) : null;
    }

    long encodedLength() {
        return 4L + data.length;
    }

    void write(ByteBuffer out) {
        out.putInt(data.length).put(data);
    }

    static SharedPrefixStrings read(IndexBytes in, long size) throws MalformedSourceException {
        int length = in.count(1, "bytes of text");
        int start = in.position();
        if (size * 2 > length) {
            throw in.malformed(start - 4, size + " texts do not fit " + length + " bytes");
        }
        byte[] data = in.copy(length);
        int[] blocks = new int[(int) ((size + BLOCK - 1) / BLOCK)];
        SharedPrefixStrings strings = new SharedPrefixStrings((int) size, blocks, data);
        int at = 0;
        int before = 0;
        for (int i = 0; i < size; i++) {
            if (i % BLOCK == 0) {
                blocks[i / BLOCK] = at;
                before = 0;
            }
            long shared = strings.varint(at);
            int sharedEnd = at + varintLength(shared);
            long marked = shared < 0 ? -1 : strings.varint(sharedEnd);
            int textStart = sharedEnd + varintLength(marked);
            long text = Math.max(0, marked - 1);
            boolean fits = marked >= 0 && text <= length - textStart && shared + text <= MAX_BYTES;
            if (!fits || shared > before || (marked == 0 && shared != 0)) {
                throw in.malformed(start + (long) at, "text " + i + " is not well formed");
            }
            before = marked == 0 ? before : (int) (shared + text);
            at = textStart + (int) text;
        }
        if (at != length) {
            throw in.malformed(start + (long) at, (length - at) + " bytes behind the last text");
        }
        return strings;
    }

    /** The number at {@code at}: its value, or -1 if it runs over the end, is longer than it need be, or exceeds 28 bits. */
    private int varint(int at) {
        int value = 0;
        for (int i = 0; i < 4 && at + i < data.length; i++) {
            int next = data[at + i];
            value |= (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return next == 0 && i > 0 ? -1 : value;
            }
        }
        return -1;
    }

    private static int varintLength(long value) {
        return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : 4;
    }

    /** Walks the entries of one block. */
    private final class Cursor {
        private int at;
        private byte[] text = new byte[256];
        private int length;

        Cursor(int at) {
            this.at = at;
        }

        /** Decodes the next entry; false if it is null. */
        boolean next() {
            int shared = varint(at);
            at += varintLength(shared);
            int marked = varint(at);
            at += varintLength(marked);
            if (marked == 0) {
                return false;
            }
            length = shared + marked - 1;
            if (length > text.length) {
                text = Arrays.copyOf(text, Math.max(length, text.length * 2));
            }
            System.arraycopy(data, at, text, shared, marked - 1);
            at += marked - 1;
            return true;
        }
    }

    /** Collects texts in order. */
    static final class Builder {
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private int[] blocks = new int[16];
        private int size;
        private byte[] before = new byte[0];

        /** Appends one text; fails if it is longer than 64 KiB. */
        void add(@Nullable String text) {
            if (size % BLOCK == 0) {
                startBlock();
            }
            size = Math.addExact(size, 1);
            if (text == null) {
                data.write(0);
                data.write(0);
                return;
            }
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            if (utf8.length > MAX_BYTES) {
                throw new IllegalArgumentException(
                        "text of " + utf8.length + " bytes, at most " + MAX_BYTES + ": " + text.substring(0, 80) + "…");
            }
            int mismatch = Arrays.mismatch(before, utf8);
            int shared = mismatch < 0 ? utf8.length : mismatch;
            writeVarint(shared);
            writeVarint(utf8.length - shared + 1);
            data.write(utf8, shared, utf8.length - shared);
            before = utf8;
        }

        private void startBlock() {
            if (size / BLOCK == blocks.length) {
                blocks = Arrays.copyOf(blocks, blocks.length * 2);
            }
            blocks[size / BLOCK] = data.size();
            before = new byte[0];
        }

        private void writeVarint(int value) {
            int rest = value;
            while (rest > 0x7F) {
                data.write((rest & 0x7F) | 0x80);
                rest >>>= 7;
            }
            data.write(rest);
        }

        SharedPrefixStrings build() {
            return new SharedPrefixStrings(size, Arrays.copyOf(blocks, (size + BLOCK - 1) / BLOCK), data.toByteArray());
        }
    }
}
