package io.cogstream.codec;

import com.intel.gkl.compression.IntelInflater;
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
        int body = srcLength - ZlibFrame.HEADER_BYTES - ZlibFrame.CHECKSUM_BYTES;
        if (pool == null || body < 1 || !ZlibFrame.isHeader(src, srcOffset)) {
            return false;
        }
        IntelInflater inflater = pool.borrow();
        try {
            inflater.reset();
            inflater.setInput(src, srcOffset + ZlibFrame.HEADER_BYTES, body);
            if (inflater.inflate(dst, 0, dstLength) != dstLength || !inflater.finished()) {
                return false;
            }
        } catch (RuntimeException e) {
            // How it says that a stream is damaged.
            return false;
        } finally {
            pool.giveBack(inflater);
        }
        return ZlibFrame.isChecksum(src, srcOffset + srcLength - ZlibFrame.CHECKSUM_BYTES, dst, dstLength);
    }
}
