package io.cogstream.zarr;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The codecs of a chunk: {@code bytes} (little-endian, so nothing to do) and {@code zstd}. The same pixels give the same
 * bytes. Safe for concurrent use; one compressor and one output buffer of moderate size is kept per thread that ever encoded at once.
 */
public final class ChunkEncoder implements AutoCloseable {
    /** Largest uncompressed chunk. Leaves room for zstd's worst case within one Java array. */
    public static final int MAX_CHUNK_BYTES = 1 << 30;

    private static final int MAX_STRINGS_BYTES = 1 << 24;

    /** Larger output buffers are made anew for each chunk: nobody's budget has room for them in between. */
    private static final int MAX_KEPT_BYTES = 8 << 20;

    private final int level;
    private final ConcurrentLinkedQueue<Compressor> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** @param level zstd's level, for speed negative, up to 22 */
    public ChunkEncoder(int level) {
        checkLevel(level);
        this.level = level;
    }

    static void checkLevel(int level) {
        if (level < Zstd.minCompressionLevel() || level > Zstd.maxCompressionLevel()) {
            throw new IllegalArgumentException("zstd level " + level + " is not within " + Zstd.minCompressionLevel()
                    + " .. " + Zstd.maxCompressionLevel());
        }
    }

    /**
     * Compresses one whole chunk.
     *
     * @param pixels little-endian samples {@code [row][column]}; edge chunks have full size too, padded with fill
     */
    public byte[] encode(byte[] pixels) {
        if (pixels.length > MAX_CHUNK_BYTES) {
            throw new IllegalArgumentException(
                    "chunk of " + pixels.length + " bytes is larger than " + MAX_CHUNK_BYTES);
        }
        Compressor compressor = idle.poll();
        if (compressor == null) {
            compressor = new Compressor(level);
        }
        try {
            return compressor.compress(pixels);
        } finally {
            idle.add(compressor);
            if (closed) {
                close();
            }
        }
    }

    /**
     * Undoes {@link #encode}.
     *
     * @param expectedBytes size of the uncompressed chunk
     * @throws IllegalArgumentException if {@code content} is not exactly that many bytes in one zstd frame
     */
    public static byte[] decode(byte[] content, int expectedBytes) {
        byte[] pixels = new byte[expectedBytes];
        long size;
        try {
            size = Zstd.decompressByteArray(pixels, 0, pixels.length, content, 0, content.length);
        } catch (ZstdException e) {
            throw new IllegalArgumentException("damaged chunk: " + e.getMessage(), e);
        }
        if (size != expectedBytes) {
            throw new IllegalArgumentException("chunk has " + size + " bytes instead of " + expectedBytes);
        }
        return pixels;
    }

    /** For chunks whose size only the frame knows; at most {@link #MAX_STRINGS_BYTES}. */
    static byte[] decode(byte[] content) {
        long size = Zstd.getFrameContentSize(content);
        if (size < 0 || size > MAX_STRINGS_BYTES) {
            throw new IllegalArgumentException("damaged or too large chunk, its size is given as " + size);
        }
        return decode(content, (int) size);
    }

    /** Frees native memory; encoding under way ends first. */
    @Override
    public void close() {
        closed = true;
        for (Compressor compressor = idle.poll(); compressor != null; compressor = idle.poll()) {
            compressor.context.close();
        }
    }

    /** One thread's context and output buffer. */
    private static final class Compressor {
        private final ZstdCompressCtx context;
        private byte[] output = {};

        Compressor(int level) {
            context = new ZstdCompressCtx().setLevel(level).setChecksum(false).setContentSize(true);
        }

        byte[] compress(byte[] pixels) {
            int bound = Math.toIntExact(Zstd.compressBound(pixels.length));
            byte[] buffer = output.length < bound ? new byte[bound] : output;
            if (bound <= MAX_KEPT_BYTES) {
                output = buffer;
            }
            int size = context.compressByteArray(buffer, 0, buffer.length, pixels, 0, pixels.length);
            return Arrays.copyOf(buffer, size);
        }
    }
}
