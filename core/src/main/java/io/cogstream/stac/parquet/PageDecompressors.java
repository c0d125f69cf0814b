package io.cogstream.stac.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Page decompression without Hadoop's codec classes and their configuration. */
final class PageDecompressors implements CompressionCodecFactory {
    /** Largest page in bytes; writers make pages of about 1 MiB, and this bounds what a hostile one can ask for. */
    private static final int MAX_PAGE = 256 << 20;

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new Decompressor((in, size) -> in);
            case ZSTD -> new Decompressor(PageDecompressors::zstd);
            case SNAPPY -> new Decompressor(PageDecompressors::snappy);
            case GZIP -> new Decompressor(PageDecompressors::gzip);
            case LZO, BROTLI, LZ4, LZ4_RAW -> throw new UnsupportedCodecException(codec.name());
        };
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedCodecException(codec.name() + " for writing");
    }

    @Override
    public void release() {}

    private static byte[] zstd(byte[] in, int size) throws IOException {
        byte[] out = new byte[size];
        long written = Zstd.decompress(out, in);
        if (Zstd.isError(written)) {
            throw new IOException("zstd page: " + Zstd.getErrorName(written));
        }
        return exactly(out, written, size);
    }

    private static byte[] snappy(byte[] in, int size) throws IOException {
        int length = Snappy.uncompressedLength(in);
        if (length != size) {
            throw new IOException("snappy page of " + length + " bytes instead of " + size);
        }
        byte[] out = new byte[size];
        return exactly(out, Snappy.uncompress(in, 0, in.length, out, 0), size);
    }

    private static byte[] gzip(byte[] in, int size) throws IOException {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(in))) {
            byte[] out = stream.readNBytes(size);
            return exactly(out, out.length, size);
        }
    }

    private static byte[] exactly(byte[] out, long written, int size) throws IOException {
        if (written != size) {
            throw new IOException("page of " + written + " bytes instead of " + size);
        }
        return out;
    }

    /** Thrown where only an unchecked exception can pass. */
    static final class UnsupportedCodecException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnsupportedCodecException(String codec) {
            super("Parquet compression " + codec + " is not read; zstd, snappy, gzip and none are");
        }
    }

    private interface Codec {
        byte[] decompress(byte[] in, int size) throws IOException;
    }

    private record Decompressor(Codec codec) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput in, int size) throws IOException {
            if (size < 0 || size > MAX_PAGE) {
                throw new IOException("page of " + size + " bytes, at most " + MAX_PAGE + " are read");
            }
            return BytesInput.from(codec.decompress(in.toByteArray(), size));
        }

        @Override
        public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize) throws IOException {
            ByteBuffer page = in.slice().limit(inSize);
            out.put(decompress(BytesInput.from(page), outSize).toByteBuffer());
            in.position(in.position() + inSize);
        }

        @Override
        public void release() {}
    }
}
