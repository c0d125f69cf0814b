package io.cogstream.stac.parquet;

import io.cogstream.io.ReadStatistics;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A local file as parquet-java reads it; what is read counts in {@code statistics}. The seam for other places. */
final class LocalInput implements InputFile {
    private final Path file;
    private final ReadStatistics statistics;

    LocalInput(Path file, ReadStatistics statistics) {
        this.file = file;
        this.statistics = statistics;
    }

    @Override
    public long getLength() throws IOException {
        return java.nio.file.Files.size(file);
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        return new Stream(FileChannel.open(file, StandardOpenOption.READ));
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private final class Stream extends SeekableInputStream {
        private final FileChannel channel;

        Stream(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public long getPos() throws IOException {
            return channel.position();
        }

        @Override
        public void seek(long position) throws IOException {
            channel.position(position);
        }

        @Override
        public int read() throws IOException {
            ByteBuffer one = ByteBuffer.allocate(1);
            return read(one) < 0 ? -1 : one.get(0) & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return read(ByteBuffer.wrap(into, offset, length));
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int length = channel.read(into);
            if (length > 0) {
                statistics.request(length);
            }
            return length;
        }

        @Override
        public void readFully(byte[] into) throws IOException {
            readFully(ByteBuffer.wrap(into));
        }

        @Override
        public void readFully(byte[] into, int offset, int length) throws IOException {
            readFully(ByteBuffer.wrap(into, offset, length));
        }

        @Override
        public void readFully(ByteBuffer into) throws IOException {
            while (into.hasRemaining()) {
                if (read(into) < 0) {
                    throw new EOFException("the file ends " + into.remaining() + " bytes too early");
                }
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
