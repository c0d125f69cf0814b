package io.cogstream.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records of one size: the first ones in the heap, those that do not fit there in a temporary file that is mapped into memory,
 * so that the system decides what of it stays. Different records may be written by different threads at a time.
 */
final class PagedRecords implements AutoCloseable {
    /** About the size of a page, in bytes; it holds whole records. */
    private static final int PAGE_BYTES = 4 << 20;

    private final int recordBytes;
    private final int recordsPerPage;
    private final long heapPages;
    private final Path folder;
    private final List<ByteBuffer> pages = new ArrayList<>();
    private @Nullable FileChannel overflow;

    /**
     * @param recordBytes size of a record
     * @param heapBytes how much of them may be in the heap
     * @param folder where the file goes if that is too little
     */
    PagedRecords(int recordBytes, long heapBytes, Path folder) {
        this.recordBytes = recordBytes;
        this.recordsPerPage = Math.max(1, PAGE_BYTES / recordBytes);
        this.heapPages = heapBytes / pageBytes();
        this.folder = folder;
    }

    private long pageBytes() {
        return (long) recordsPerPage * recordBytes;
    }

    /** Makes room for {@code records} in all; new ones are zero. Not while another thread uses them. */
    void extendTo(long records) throws IOException {
        while ((long) pages.size() * recordsPerPage < records) {
            pages.add(pages.size() < heapPages ? ByteBuffer.allocate((int) pageBytes()) : mapped());
        }
    }

    private ByteBuffer mapped() throws IOException {
        if (overflow == null) {
            overflow = FileChannel.open(
                    folder.resolve(".~cogstream~" + UUID.randomUUID() + ".tmp"),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        }
        long start = (pages.size() - heapPages) * pageBytes();
        return overflow.map(FileChannel.MapMode.READ_WRITE, start, pageBytes());
    }

    /** The page with a record, for absolute access at {@link #offset}. */
    ByteBuffer page(long record) {
        return pages.get((int) (record / recordsPerPage));
    }

    /** Where a record begins in its page, in bytes. */
    int offset(long record) {
        return (int) (record % recordsPerPage) * recordBytes;
    }

    @Override
    public void close() throws IOException {
        pages.clear();
        if (overflow != null) {
            overflow.close();
        }
    }
}
