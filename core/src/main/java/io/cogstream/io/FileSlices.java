package io.cogstream.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Large files in slices: for every read or write of a heap buffer the JVM takes a direct buffer of the same size, and each
 * thread keeps its largest. Slices bound that to {@link #MOST_BYTES} per thread.
 */
final class FileSlices {
    /** Bytes of one read or write; more would not be faster. */
    static final int MOST_BYTES = 1 << 20;

    private FileSlices() {}

    /** Writes all that remains of {@code content}. */
    static void write(FileChannel channel, ByteBuffer content) throws IOException {
        int end = content.limit();
        while (content.position() < end) {
            content.limit((int) Math.min(end, content.position() + (long) MOST_BYTES));
            channel.write(content);
        }
    }
}
