package io.cogstream.codec;

import io.cogstream.raster.DataType;
import java.util.List;

/**
 * The header of a Lerc2 blob: "LERC Blob Header" in Esri's <a
 * href="https://github.com/Esri/lerc/blob/master/doc/Lerc_ByteStream_Specification.pdf">byte stream specification</a>.
 *
 * @param version 1 to 6
 * @param rows rows of pixels
 * @param columns pixels of a row
 * @param depth values of a pixel
 * @param validPixels pixels that have values
 * @param blockSize rows and columns of a block
 * @param type of the values
 * @param moreBlobs bands that follow as blobs of their own; 0 before version 6, which does not tell
 * @param hasNodata whether missing values stand among those of valid pixels
 * @param maxError half of a quantisation step
 * @param min smallest value of all
 * @param max largest value of all
 */
record LercHeader(
        int version,
        int rows,
        int columns,
        int depth,
        int validPixels,
        int blockSize,
        DataType type,
        int moreBlobs,
        boolean hasNodata,
        double maxError,
        double min,
        double max) {
    static final String KEY = "Lerc2 ";
    private static final int NEWEST = 6;
    private static final int MAX_BLOCK = 32;

    /** By the number that the header has for them. */
    static final List<DataType> TYPES = List.of(
            DataType.INT8,
            DataType.UINT8,
            DataType.INT16,
            DataType.UINT16,
            DataType.INT32,
            DataType.UINT32,
            DataType.FLOAT32,
            DataType.FLOAT64);

    /** Reads the header, ends the input where the blob ends, and holds the blob against its checksum. */
    static LercHeader read(LercInput in) throws CodecException {
        int start = in.position();
        in.skip(KEY.length());
        int version = in.i32();
        if (version < 1 || version > NEWEST) {
            throw CodecException.unsupported("LERC codec version %d is not read".formatted(version));
        }
        int checksum = version >= 3 ? in.i32() : 0;
        int checked = in.position();
        int rows = in.i32();
        int columns = in.i32();
        int depth = version >= 4 ? in.i32() : 1;
        int validPixels = in.i32();
        int blockSize = in.i32();
        int blobSize = in.i32();
        int type = in.i32();
        int moreBlobs = version >= 6 ? in.i32() : 0;
        int flags = version >= 6 ? in.i32() : 0;
        double maxError = in.f64();
        double min = in.f64();
        double max = in.f64();
        in.skip(version >= 6 ? 16 : 0);
        if (type < 0 || type >= TYPES.size() || blockSize < 1 || blockSize > MAX_BLOCK) {
            throw in.malformed("type %d, blocks of %d".formatted(type, blockSize));
        }
        in.limit(start, blobSize);
        if (version >= 3 && fletcher32(in.bytes(), checked, in.end()) != checksum) {
            throw in.malformed("the checksum is wrong");
        }
        return new LercHeader(
                version,
                rows,
                columns,
                depth,
                validPixels,
                blockSize,
                TYPES.get(type),
                moreBlobs,
                (flags & 0xFF) != 0,
                maxError,
                min,
                max);
    }

    boolean hasHuffmanBytes() {
        return version >= 2 && type.bytes() == 1 && maxError == 0.5;
    }

    boolean hasHuffmanFloats() {
        return version >= 6 && type.isFloat() && maxError == 0;
    }

    /** Fletcher-32 over big-endian 16-bit words; a last odd byte counts as the upper half of one. */
    static int fletcher32(byte[] bytes, int from, int end) {
        long low = 0xFFFF;
        long high = 0xFFFF;
        int at = from;
        while (at < end) {
            // Sums of so many words can't overflow 32 bits.
            int stop = Math.min(end, at + 2 * 359);
            for (; at < stop; at += 2) {
                int second = at + 1 < end ? bytes[at + 1] & 0xFF : 0;
                low += (bytes[at] & 0xFF) << 8 | second;
                high += low;
            }
            low = (low & 0xFFFF) + (low >>> 16);
            high = (high & 0xFFFF) + (high >>> 16);
        }
        low = (low & 0xFFFF) + (low >>> 16);
        high = (high & 0xFFFF) + (high >>> 16);
        return (int) (high << 16 | low);
    }
}
