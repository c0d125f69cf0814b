package io.cogstream.tiff;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.io.ByteRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a file that were read so far. What is asked for and not there is noted, to be read next. */
final class HeaderBytes {
    private final String href;
    private final List<Part> parts = new ArrayList<>();
    private final List<ByteRange> missing = new ArrayList<>();
    private long end = Long.MAX_VALUE;

    private record Part(long offset, ByteBuffer bytes) {
        boolean holds(long from, long length) {
            return from >= offset && from + length <= offset + bytes.remaining();
        }
    }

    HeaderBytes(String href) {
        this.href = href;
    }

    String href() {
        return href;
    }

    /** Adds what a read delivered; less than asked for tells where the file ends. */
    void add(ByteRange asked, ByteBuffer read) {
        parts.add(new Part(asked.offset(), read));
        if (read.remaining() < asked.length()) {
            // Nothing at all tells only that the end lies before the range.
            end = Math.min(end, asked.offset() + read.remaining());
        }
    }

    /** Whether the range is known to reach beyond the end of the file. */
    boolean isBeyondEnd(long offset, long length) {
        return offset < 0 || length > end - Math.min(offset, end);
    }

    /**
     * The bytes of a range, or null if they must be read first.
     *
     * @param what the message's name for the range
     */
    @Nullable
    ByteBuffer at(long offset, int length, ByteOrder order, String what) throws MalformedSourceException {
        if (isBeyondEnd(offset, length) || offset > Long.MAX_VALUE - length) {
            throw new MalformedSourceException(
                    href,
                    what
                            + ": %d bytes at offset %s lie beyond the end of the file"
                                    .formatted(length, Long.toUnsignedString(offset)));
        }
        for (Part part : parts) {
            if (part.holds(offset, length)) {
                int from = part.bytes().position() + (int) (offset - part.offset());
                return part.bytes().slice(from, length).order(order);
            }
        }
        missing.add(new ByteRange(offset, Math.max(1, length)));
        return null;
    }

    boolean isMissing() {
        return !missing.isEmpty();
    }

    /** What was asked for in vain since the last call. */
    List<ByteRange> takeMissing() {
        List<ByteRange> taken = List.copyOf(missing);
        missing.clear();
        return taken;
    }
}
