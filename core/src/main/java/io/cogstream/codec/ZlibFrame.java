package io.cogstream.codec;

import java.util.zip.Adler32;

/**
 * What a zlib stream has around its deflate data: a header of two bytes and a checksum of four, sections 2.2 and 8 of <a
 * href="https://www.rfc-editor.org/rfc/rfc1950">RFC 1950</a>.
 */
final class ZlibFrame {
    static final int HEADER_BYTES = 2;
    static final int CHECKSUM_BYTES = 4;
    private static final int PART = 1 << 12;

    private ZlibFrame() {}

    /** Whether deflate with a window of at most 32 KiB and no preset dictionary follows. */
    static boolean isHeader(byte[] src, int at) {
        int method = src[at] & 0xFF;
        int flags = src[at + 1] & 0xFF;
        return (method & 0x0F) == 8 && method >> 4 <= 7 && (flags & 0x20) == 0 && (method << 8 | flags) % 31 == 0;
    }

    /** Whether the four bytes at {@code at} are the Adler-32 of the first {@code length} bytes of {@code content}. */
    static boolean isChecksum(byte[] src, int at, byte[] content, int length) {
        int stored =
                (src[at] & 0xFF) << 24 | (src[at + 1] & 0xFF) << 16 | (src[at + 2] & 0xFF) << 8 | (src[at + 3] & 0xFF);
        Adler32 checksum = new Adler32();
        // In many small parts: HotSpot takes its vector form, five times as fast, only after some thousand calls.
        for (int from = 0; from < length; from += PART) {
            checksum.update(content, from, Math.min(PART, length - from));
        }
        return (int) checksum.getValue() == stored;
    }
}
