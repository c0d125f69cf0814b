package io.cogstream.codec;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.UnsupportedOptionsException;

/** Compression 34925: one <a href="https://tukaani.org/xz/xz-file-format.txt">.xz stream</a> per tile, whose checks are held. */
final class LzmaCodec implements TileCodec {
    /** Dictionaries of presets up to 8 (32 MiB). Each tile that is being decoded takes so much. */
    private static final int MAX_KIBIBYTES = 34 << 10;

    /** A match of 273 bytes costs a third of a bit when everything was foreseen. */
    private static final long MAX_RATIO = 16_384;

    @Override
    public void decode(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) throws CodecException {
        ByteArrayInputStream in = new ByteArrayInputStream(src, srcOffset, srcLength);
        try (SingleXZInputStream xz = new SingleXZInputStream(in, MAX_KIBIBYTES)) {
            int count = xz.readNBytes(dst, 0, dstLength);
            if (count < dstLength) {
                throw new CodecException(srcLength, "LZMA: yields %d of %d bytes".formatted(count, dstLength));
            }
            // The checks follow the last byte; what goes on instead was padded by its writer.
            int unused = xz.read();
        } catch (MemoryLimitException | UnsupportedOptionsException e) {
            throw CodecException.unsupported("LZMA: " + e.getMessage());
        } catch (EOFException e) {
            throw new CodecException(srcLength, "LZMA: the stream ends early");
        } catch (IOException e) {
            throw new CodecException(srcLength - in.available(), "LZMA: " + e.getMessage());
        }
    }

    @Override
    public long maxOutput(int srcLength) {
        return srcLength * MAX_RATIO;
    }
}
