package io.cogstream.codec;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Compressions 8 and 32946: a zlib stream (<a href="https://www.rfc-editor.org/rfc/rfc1950">RFC 1950</a>). Its Adler-32 is
 * checked. Bytes after the stream are ignored.
 */
final class DeflateCodec implements TileCodec {
    /** No deflate stream expands further, see <a href="https://zlib.net/zlib_tech.html">zlib's technical details</a>. */
    private static final long MAX_RATIO = 1032;

    private static final NativePool<Inflater> INFLATERS = new NativePool<>(Inflater::new, Inflater::end);

    @Override
    public void decode(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) throws CodecException {
        Inflater inflater = INFLATERS.borrow();
        try {
            inflater.reset();
            inflater.setInput(src, srcOffset, srcLength);
            inflate(inflater, dst, dstLength);
        } catch (DataFormatException e) {
            throw new CodecException((int) inflater.getBytesRead(), "deflate: " + e.getMessage());
        } finally {
            INFLATERS.giveBack(inflater);
        }
    }

    private static void inflate(Inflater inflater, byte[] dst, int dstLength)
            throws DataFormatException, CodecException {
        int written = 0;
        while (written < dstLength) {
            int count = inflater.inflate(dst, written, dstLength - written);
            if (count == 0) {
                throw new CodecException(
                        (int) inflater.getBytesRead(), "deflate: yields %d of %d bytes".formatted(written, dstLength));
            }
            written += count;
        }
        // The checksum follows the last byte; a stream that goes on instead was padded by its writer.
        if (!inflater.finished() && inflater.inflate(new byte[1]) == 0 && !inflater.finished()) {
            throw new CodecException((int) inflater.getBytesRead(), "deflate: the stream ends before its checksum");
        }
    }

    @Override
    public long maxOutput(int srcLength) {
        return srcLength * MAX_RATIO;
    }
}
