package io.cogstream.tiff;

import io.cogstream.io.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A file in memory that remembers what was read of it. */
final class MemorySource implements ByteSource {
    private final byte[] content;
    private final List<Integer> requests = Collections.synchronizedList(new ArrayList<>());

    MemorySource(byte[] content) {
        this.content = content;
    }

    /** A file of the test resources. */
    static byte[] resource(String name) {
        try (InputStream in = MemorySource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String href() {
        return "memory.tif";
    }

    @Override
    public CompletableFuture<ByteBuffer> read(long offset, int length) {
        requests.add(length);
        int from = (int) Math.min(offset, content.length);
        int count = Math.min(length, content.length - from);
        return CompletableFuture.completedFuture(ByteBuffer.wrap(content, from, count));
    }

    /** Bytes asked for, per request. */
    List<Integer> requests() {
        return requests;
    }
}
