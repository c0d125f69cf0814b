package io.cogstream.io;

import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.TransientSourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** A local file, opened for each read so that no handle outlives it. */
final class FileByteSource implements ByteSource {
    private final Path path;
    private final Executor blocking;
    private final ReadStatistics statistics;

    /** @param blocking runs the reads, which block */
    FileByteSource(Path path, Executor blocking, ReadStatistics statistics) {
        this.path = path;
        this.blocking = blocking;
        this.statistics = statistics;
    }

    @Override
    public String href() {
        return path.toString();
    }

    @Override
    public CompletableFuture<ByteBuffer> read(long offset, int length) {
        ByteRange range = new ByteRange(offset, length);
        try {
            return CompletableFuture.supplyAsync(() -> readNow(range), blocking);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new TransientSourceException(href(), "reading has been closed", e));
        }
    }

    private ByteBuffer readNow(ByteRange range) {
        try (FileChannel channel = FileChannel.open(regularFile(), StandardOpenOption.READ)) {
            long available = Math.max(0, Math.min(range.length(), channel.size() - range.offset()));
            ByteBuffer buffer = ByteBuffer.allocate((int) available);
            while (buffer.position() < available) {
                // A read may deliver less than asked for.
                buffer.limit((int) Math.min(available, buffer.position() + (long) FileSlices.MOST_BYTES));
                if (channel.read(buffer, range.offset() + buffer.position()) < 0) {
                    break;
                }
            }
            statistics.request(buffer.position());
            return buffer.flip();
        } catch (IOException e) {
            throw new CompletionException(classified(e));
        }
    }

    private Path regularFile() throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new PermanentSourceException(href(), "not a file");
        }
        return path;
    }

    private SourceException classified(IOException e) {
        if (e instanceof SourceException source) {
            return source;
        }
        if (e instanceof NoSuchFileException) {
            return new PermanentSourceException(href(), "no such file", e);
        }
        if (e instanceof AccessDeniedException) {
            return new PermanentSourceException(href(), "not readable: access denied", e);
        }
        return new TransientSourceException(href(), "reading failed: " + e.getMessage(), e);
    }
}
