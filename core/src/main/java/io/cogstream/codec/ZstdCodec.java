package io.cogstream.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

/**
 * Compression 50000: one Zstandard frame (<a href="https://www.rfc-editor.org/rfc/rfc8878">RFC 8878</a>). Bytes after the
 * frame are ignored.
 */
final class ZstdCodec implements TileCodec {
    private static final NativePool<ZstdDecompressCtx> CONTEXTS =
            new NativePool<>(ZstdDecompressCtx::new, ZstdDecompressCtx::close);

    @Override
    public void decode(byte[] src, int srcOffset, int srcLength, byte[] dst, int dstLength) throws CodecException {
        ZstdDecompressCtx context = CONTEXTS.borrow();
        try {
            long frame = Zstd.findFrameCompressedSize(src, srcOffset, srcLength);
            int written = context.decompressByteArray(dst, 0, dstLength, src, srcOffset, (int) frame);
            if (written < dstLength) {
                throw new CodecException((int) frame, "zstd: yields %d of %d bytes".formatted(written, dstLength));
            }
        } catch (ZstdException e) {
            throw new CodecException(0, "zstd: " + e.getMessage());
        } finally {
            CONTEXTS.giveBack(context);
        }
    }
}
