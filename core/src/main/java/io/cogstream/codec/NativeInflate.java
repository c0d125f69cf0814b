package io.cogstream.codec;

import com.intel.gkl.compression.IntelInflater;
import java.util.zip.Adler32;
import org.jspecify.annotations.Nullable;

/**
 * Intel's ISA-L through the Genomics Kernel Library, about twice as fast as zlib, on x86-64 under Linux and macOS. It knows raw
 * deflate only, so the zlib header and the checksum are looked at here.
 *
 * <p>It is asked for one answer: a whole stream that fills the tile and has the right Adler-32. Anything else is no answer.
 */
final class NativeInflate {
    /** System property: {@code false} leaves all to {@code java.util.zip}. */
    private static final String SWITCH = "io.cogstream.nativeInflate";

    private static final int HEADER_BYTES = 2;
    private static final int TRAILER_BYTES = 4;
    private static final int CHECKSUM_PART = 1 << 12;

    private static final @Nullable NativePool<IntelInflater> INFLATERS = load();

    private NativeInflate() {}

    private static @Nullable NativePool<IntelInflater> load() {
        if (System.getProperty(SWITCH, "true").equals("false") || !isItsPlatform()) {
            return null;
        }
        try {
            boolean loaded = new IntelInflater(true).load(null);
            return loaded ? new NativePool<>(() -> new IntelInflater(true), IntelInflater::end) : null;
        } catch (LinkageError e) {
            // No such library for this platform, or it was left out: java.util.zip does.
            return null;
        }
    }

    /** Elsewhere it would look for its library, and complain in the log. */
    private static boolean isItsPlatform() {
        String machine = System.getProperty("os.arch", "");
        String system = System.getProperty("os.name", "");
        return (machine.equals("amd64") || machine.equals("x86_64"))
                && (system.startsWith("Linux") || system.startsWith("Mac"));
    }

    /** Whether the platform has it. */
    static boolean isAvailable() {
        return INFLATERS != null;
    }

    /** Fills the first {@code dstLength} bytes of {@code dst} and returns true, or returns false and leaves them undefined. */
    static boolean inflates(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) {
        NativePool<IntelInflater> pool = INFLATERS;
        int body = srcLength - HEADER_BYTES - TRAILER_BYTES;
        if (pool == null || body < 1 || !isZlib(src, srcOffset)) {
            return false;
        }
        IntelInflater inflater = pool.borrow();
        try {
            inflater.reset();
            inflater.setInput(src, srcOffset + HEADER_BYTES, body);
            if (inflater.inflate(dst, 0, dstLength) != dstLength || !inflater.finished()) {
                return false;
            }
        } catch (RuntimeException e) {
            // How it says that a stream is damaged.
            return false;
        } finally {
            pool.giveBack(inflater);
        }
        return checksum(dst, dstLength) == trailer(src, srcOffset + srcLength - TRAILER_BYTES);
    }

    /** In many small parts: HotSpot takes its vector form of Adler-32, five times as fast, only after some thousand calls. */
    private static int checksum(byte[] bytes, int length) {
        Adler32 checksum = new Adler32();
        for (int at = 0; at < length; at += CHECKSUM_PART) {
            checksum.update(bytes, at, Math.min(CHECKSUM_PART, length - at));
        }
        return (int) checksum.getValue();
    }

    /** Deflate with a window of at most 32 KiB and no preset dictionary, section 2.2 of RFC 1950. */
    private static boolean isZlib(byte[] src, int at) {
        int method = src[at] & 0xFF;
        int flags = src[at + 1] & 0xFF;
        return (method & 0x0F) == 8 && method >> 4 <= 7 && (flags & 0x20) == 0 && (method << 8 | flags) % 31 == 0;
    }

    private static int trailer(byte[] src, int at) {
        return (src[at] & 0xFF) << 24 | (src[at + 1] & 0xFF) << 16 | (src[at + 2] & 0xFF) << 8 | (src[at + 3] & 0xFF);
    }
}
