package io.cogstream.io;

import java.util.concurrent.atomic.LongAdder;

/** Counts what reading cost. Safe for concurrent use. */
public final class ReadStatistics {
    private final LongAdder requests = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder files = new LongAdder();

    /** One range request (or one read of a local file) that delivered {@code length} bytes. */
    public void request(long length) {
        requests.increment();
        bytes.add(length);
    }

    /** One file whose header was read. */
    public void file() {
        files.increment();
    }

    public long requests() {
        return requests.sum();
    }

    public long bytes() {
        return bytes.sum();
    }

    public long files() {
        return files.sum();
    }
}
