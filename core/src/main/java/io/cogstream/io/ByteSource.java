package io.cogstream.io;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/**
 * Random access to the bytes of one file that does not change while it is read. Cheap to make, holds no open handle, safe
 * for concurrent use.
 */
public interface ByteSource {

    /** Where the bytes come from, without credentials; used in messages. */
    String href();

    /**
     * Reads a range without blocking the caller.
     *
     * @param offset first byte, counted from 0
     * @param length bytes wanted, at least 1
     * @return exactly {@code length} bytes, or fewer only where the file ends inside the range (none when it ends before
     *     {@code offset}); fails with a {@link io.cogstream.failure.SourceException}
     */
    CompletableFuture<ByteBuffer> read(long offset, int length);
}
