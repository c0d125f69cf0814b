package io.cogstream.tiff;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.failure.UnsupportedSourceException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directories of a file, section 2 of TIFF 6.0.
 *
 * @param order byte order of the file
 * @param bigTiff whether offsets have 8 bytes
 * @param ifds in the order of the chain
 */
record IfdChain(ByteOrder order, boolean bigTiff, List<Ifd> ifds) {
    private static final int CLASSIC = 42;
    private static final int BIG = 43;
    private static final int MAX_IFDS = 256;
    private static final int MAX_ENTRIES = 4096;

    /** Walks the chain as far as bytes are there; what is missing is noted in {@code bytes}. */
    static @Nullable IfdChain walk(HeaderBytes bytes) throws MalformedSourceException, UnsupportedSourceException {
        ByteBuffer mark = bytes.at(0, 8, ByteOrder.BIG_ENDIAN, "not a TIFF: header");
        if (mark == null) {
            return null;
        }
        ByteOrder order = order(bytes, mark);
        mark.order(order);
        int version = mark.getShort(2) & 0xFFFF;
        if (version == CLASSIC) {
            return new Walk(bytes, order, false).from(mark.getInt(4) & 0xFFFF_FFFFL);
        }
        if (version != BIG) {
            throw new MalformedSourceException(bytes.href(), "not a TIFF: version " + version);
        }
        if (mark.getShort(4) != 8 || mark.getShort(6) != 0) {
            throw new MalformedSourceException(bytes.href(), "BigTIFF header: offset size is not 8");
        }
        ByteBuffer whole = bytes.at(0, 16, order, "BigTIFF header");
        return whole == null ? null : new Walk(bytes, order, true).from(whole.getLong(8));
    }

    private static ByteOrder order(HeaderBytes bytes, ByteBuffer mark) throws MalformedSourceException {
        return switch (mark.getShort(0)) {
            case 0x4949 -> ByteOrder.LITTLE_ENDIAN;
            case 0x4D4D -> ByteOrder.BIG_ENDIAN;
            default ->
                throw new MalformedSourceException(
                        bytes.href(), "not a TIFF: it starts with 0x%08X".formatted(mark.getInt(0)));
        };
    }

    /** One walk along the chain. */
    private static final class Walk {
        private final HeaderBytes bytes;
        private final ByteOrder order;
        private final boolean big;
        private final List<Ifd> ifds = new ArrayList<>();

        Walk(HeaderBytes bytes, ByteOrder order, boolean big) {
            this.bytes = bytes;
            this.order = order;
            this.big = big;
        }

        IfdChain from(long first) throws MalformedSourceException, UnsupportedSourceException {
            Set<Long> seen = new HashSet<>();
            long offset = first;
            do {
                if (offset >= 0 && offset < (big ? 16 : 8)) {
                    throw malformed("lies inside the header, at offset " + offset);
                }
                if (!seen.add(offset)) {
                    throw malformed("the chain of directories runs in a circle to offset " + offset);
                }
                if (ifds.size() == MAX_IFDS) {
                    throw new UnsupportedSourceException(
                            bytes.href(), "more than %d directories are not read".formatted(MAX_IFDS));
                }
                offset = read(offset);
            } while (offset != 0);
            return new IfdChain(order, big, List.copyOf(ifds));
        }

        /** Reads one directory and returns the offset of the next, 0 if there is none or it must wait. */
        private long read(long offset) throws MalformedSourceException {
            String what = "IFD " + ifds.size();
            ByteBuffer head = bytes.at(offset, big ? 8 : 2, order, what);
            if (head == null) {
                return 0;
            }
            long count = big ? head.getLong(0) : head.getShort(0) & 0xFFFF;
            if (count < 1 || count > MAX_ENTRIES) {
                throw malformed("has %s entries".formatted(Long.toUnsignedString(count)));
            }
            int entryBytes = big ? 20 : 12;
            int start = big ? 8 : 2;
            ByteBuffer whole = bytes.at(offset, start + (int) count * entryBytes + (big ? 8 : 4), order, what);
            if (whole == null) {
                return 0;
            }
            Map<Integer, Ifd.Entry> entries = new HashMap<>();
            for (int i = 0; i < count; i++) {
                int at = start + i * entryBytes;
                entries.putIfAbsent(whole.getShort(at) & 0xFFFF, entry(whole, at, offset));
            }
            ifds.add(new Ifd(ifds.size(), offset, order, Map.copyOf(entries), bytes));
            int next = start + (int) count * entryBytes;
            return big ? whole.getLong(next) : whole.getInt(next) & 0xFFFF_FFFFL;
        }

        private Ifd.Entry entry(ByteBuffer whole, int at, long offset) {
            int type = whole.getShort(at + 2) & 0xFFFF;
            return big
                    ? new Ifd.Entry(type, whole.getLong(at + 4), offset + at + 12, whole.getLong(at + 12), 8)
                    : new Ifd.Entry(
                            type,
                            whole.getInt(at + 4) & 0xFFFF_FFFFL,
                            offset + at + 8,
                            whole.getInt(at + 8) & 0xFFFF_FFFFL,
                            4);
        }

        private MalformedSourceException malformed(String problem) {
            return new MalformedSourceException(bytes.href(), "IFD %d: %s".formatted(ifds.size(), problem));
        }
    }
}
