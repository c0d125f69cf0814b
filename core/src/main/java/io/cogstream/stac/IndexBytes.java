package io.cogstream.stac;

import io.cogstream.failure.MalformedSourceException;
import java.nio.ByteBuffer;

/** Reads an item index from front to back, big-endian; every error names the offset. */
final class IndexBytes {
    private final ByteBuffer bytes;
    private final String name;

    IndexBytes(byte[] bytes, String name) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.name = name;
    }

    int position() {
        return bytes.position();
    }

    int int32() throws MalformedSourceException {
        require(4, "a number");
        return bytes.getInt();
    }

    double float64() throws MalformedSourceException {
        require(8, "a number");
        return bytes.getDouble();
    }

    /** A count of things that each take at least {@code leastBytes} of the bytes still to come. */
    int count(int leastBytes, String what) throws MalformedSourceException {
        int at = position();
        int count = int32();
        if (count < 0 || (long) count * leastBytes > bytes.remaining()) {
            throw malformed(at, count + " " + what + " do not fit the " + bytes.remaining() + " bytes that follow");
        }
        return count;
    }

    byte[] copy(int length) throws MalformedSourceException {
        require(length, "texts");
        byte[] copy = new byte[length];
        bytes.get(copy);
        return copy;
    }

    void require(long length, String what) throws MalformedSourceException {
        if (length > bytes.remaining()) {
            throw malformed(
                    position(),
                    what + " need " + length + " bytes, " + bytes.remaining() + " are left; the index is cut short");
        }
    }

    void requireEnd() throws MalformedSourceException {
        if (bytes.hasRemaining()) {
            throw malformed(position(), bytes.remaining() + " bytes too many");
        }
    }

    MalformedSourceException malformed(long offset, String message) {
        return new MalformedSourceException(name, "offset " + offset + ": " + message);
    }
}
