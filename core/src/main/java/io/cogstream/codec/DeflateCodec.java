package io.cogstream.codec;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Compressions 8 and 32946: a zlib stream (<a href="https://www.rfc-editor.org/rfc/rfc1950">RFC 1950</a>). Its Adler-32 is
 * checked. Bytes after the stream are ignored.
 *
 * <p>{@link NativeInflate} is tried first. Whatever it does not accept goes to {@code java.util.zip}, which alone decides what is
 * damaged, and how: so a file reads or fails the same way on every platform.
 */
final class DeflateCodec implements TileCodec {
    /** No deflate stream expands further, see <a href="https://zlib.net/zlib_tech.html">zlib's technical details</a>. */
    private static final long MAX_RATIO = 1032;

    private static final NativePool<Inflater> INFLATERS = new NativePool<>(() -> new Inflater(true), Inflater::end);

    private final boolean tryNative;

    /** @param tryNative whether the native inflater is used where the platform has it */
    DeflateCodec(boolean tryNative) {
        this.tryNative = tryNative;
    }

    @Override
    public void decode(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) throws CodecException {
        if (tryNative && NativeInflate.inflates(src, srcOffset, srcLength, dst, dstLength)) {
            return;
        }
        int written = inflate(src, srcOffset, srcLength, dst, dstLength, true);
        if (written < dstLength) {
            throw new CodecException(srcLength, "deflate: yields %d of %d bytes".formatted(written, dstLength));
        }
    }

    /**
     * Decompresses a stream of unknown length.
     *
     * @param limit most bytes that make sense
     */
    static byte[] inflate(byte[] src, int srcOffset, int srcLength, long limit) throws CodecException {
        byte[] content = new byte[(int) Math.min(limit, srcLength * MAX_RATIO)];
        return Arrays.copyOf(content, inflate(src, srcOffset, srcLength, content, content.length, false));
    }

    /** Fills {@code dst}, and returns how much of it if the stream is shorter. */
    private static int inflate(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength, boolean cut)
            throws CodecException {
        if (srcLength < ZlibFrame.HEADER_BYTES || !ZlibFrame.isHeader(src, srcOffset)) {
            throw new CodecException(0, "deflate: incorrect header check");
        }
        Inflater inflater = INFLATERS.borrow();
        try {
            inflater.reset();
            // The checksum stays ours, whose vector form is faster than zlib's.
            inflater.setInput(src, srcOffset + ZlibFrame.HEADER_BYTES, srcLength - ZlibFrame.HEADER_BYTES);
            int written = 0;
            int count = -1;
            while (written < dstLength && count != 0) {
                count = inflater.inflate(dst, written, dstLength - written);
                written += count;
            }
            // The checksum follows the last byte; a stream that goes on instead was padded by its writer.
            boolean more = !inflater.finished() && inflater.inflate(new byte[1]) > 0;
            if (more && !cut) {
                throw new CodecException(read(inflater), "deflate: yields more than %d bytes".formatted(dstLength));
            }
            if (!more) {
                check(inflater, src, srcOffset, srcLength, dst, written);
            }
            return written;
        } catch (DataFormatException e) {
            throw new CodecException(read(inflater), "deflate: " + e.getMessage());
        } finally {
            INFLATERS.giveBack(inflater);
        }
    }

    private static void check(Inflater inflater, byte[] src, int srcOffset, int srcLength, byte[] dst, int written)
            throws CodecException {
        int end = read(inflater);
        if (!inflater.finished() || srcLength - end < ZlibFrame.CHECKSUM_BYTES) {
            throw new CodecException(
                    end, "deflate: the stream ends after %d bytes, before its checksum".formatted(written));
        }
        if (!ZlibFrame.isChecksum(src, srcOffset + end, dst, written)) {
            throw new CodecException(end, "deflate: incorrect data check");
        }
    }

    /** Bytes of the stream that were used, its header among them. */
    private static int read(Inflater inflater) {
        return ZlibFrame.HEADER_BYTES + (int) inflater.getBytesRead();
    }

    @Override
    public long maxOutput(int srcLength) {
        return srcLength * MAX_RATIO;
    }
}
