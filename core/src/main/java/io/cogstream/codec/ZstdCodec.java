package io.cogstream.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;

/**
 * Compression 50000: one Zstandard frame (<a href="https://www.rfc-editor.org/rfc/rfc8878">RFC 8878</a>). Bytes after the
 * frame are ignored.
 */
final class ZstdCodec implements TileCodec {
    private static final NativePool<ZstdDecompressCtx> CONTEXTS =
            new NativePool<>(ZstdDecompressCtx::new, ZstdDecompressCtx::close);

    @Override
    public void decode(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) throws CodecException {
        int written = decompressFrame(src, srcOffset, srcLength, dst, dstLength);
        if (written < dstLength) {
            throw new CodecException(srcLength, "zstd: yields %d of %d bytes".formatted(written, dstLength));
        }
    }

    /**
     * Decompresses a frame of unknown length.
     *
     * @param limit most bytes that make sense
     */
    static byte[] decompress(byte[] src, int srcOffset, int srcLength, long limit) throws CodecException {
        long claimed = Zstd.getFrameContentSize(src, srcOffset, srcLength);
        if (claimed < 0 || claimed > limit) {
            throw new CodecException(0, "zstd: a frame of %d bytes where %d are the most".formatted(claimed, limit));
        }
        byte[] content = new byte[(int) claimed];
        return Arrays.copyOf(content, decompressFrame(src, srcOffset, srcLength, content, content.length));
    }

    private static int decompressFrame(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength)
            throws CodecException {
        ZstdDecompressCtx context = CONTEXTS.borrow();
        try {
            long frame = Zstd.findFrameCompressedSize(src, srcOffset, srcLength);
            return context.decompressByteArray(dst, 0, dstLength, src, srcOffset, (int) frame);
        } catch (ZstdException e) {
            throw new CodecException(0, "zstd: " + e.getMessage());
        } finally {
            CONTEXTS.giveBack(context);
        }
    }
}
