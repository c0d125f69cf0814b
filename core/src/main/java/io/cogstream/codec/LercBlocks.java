package io.cogstream.codec;

import io.cogstream.raster.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Values of a blob block by block, each stored in the way that suits it: section 3, "Main or Block Mode", of Esri's byte stream
 * specification.
 */
final class LercBlocks {
    private static final int RAW = 0;
    private static final int QUANTISED = 1;
    private static final int ZERO = 2;
    private static final int DIFFERENCE = 4;

    private final LercInput in;
    private final LercHeader header;
    private final LercTarget target;
    private final LercMask mask;
    private final double[] max;
    private final LercBits bits;

    /** @param max largest values, for each of a pixel's: what quantisation overshoots is cut off */
    LercBlocks(LercInput in, LercHeader header, LercTarget target, LercMask mask, double[] max) {
        this.in = in;
        this.header = header;
        this.target = target;
        this.mask = mask;
        this.max = max;
        this.bits = new LercBits(header.version() < 3);
    }

    void read() throws CodecException {
        int size = header.blockSize();
        for (int row = 0; row < header.rows(); row += size) {
            int endRow = Math.min(row + size, header.rows());
            for (int column = 0; column < header.columns(); column += size) {
                int endColumn = Math.min(column + size, header.columns());
                for (int depth = 0; depth < header.depth(); depth++) {
                    read(new Block(row, endRow, column, endColumn, depth));
                }
            }
        }
    }

    /**
     * A rectangle of pixels, and one of their values.
     *
     * @param row first row
     * @param endRow row after the last
     * @param column first column
     * @param endColumn column after the last
     * @param depth which value of each pixel, from 0
     */
    private record Block(int row, int endRow, int column, int endColumn, int depth) {
        int pixels() {
            return (endRow - row) * (endColumn - column);
        }
    }

    private void read(Block block) throws CodecException {
        int flags = in.u8();
        boolean difference = header.version() >= 5 && (flags & DIFFERENCE) != 0;
        // Some bits of the column, against reading on in the wrong place.
        int pattern = header.version() >= 5 ? 14 : 15;
        if ((flags >> 2 & pattern) != (block.column >> 3 & pattern) || (difference && block.depth == 0)) {
            throw in.malformed("the block at column %d starts with 0x%02X".formatted(block.column, flags));
        }
        int mode = flags & 3;
        if (mode == RAW && !difference) {
            copy(block);
        } else if (mode == ZERO) {
            fill(block, null, 0, difference, Double.POSITIVE_INFINITY);
        } else if (mode == QUANTISED) {
            double offset = offset(flags >> 6, difference);
            bits.read(in, block.pixels());
            if (bits.count() != validPixels(block)) {
                throw in.malformed("%d values for a block of %d".formatted(bits.count(), validPixels(block)));
            }
            fill(block, bits.values(), offset, difference, max[block.depth]);
        } else if (mode != RAW) {
            double offset = offset(flags >> 6, difference);
            fill(block, null, offset, difference, difference ? max[block.depth] : Double.POSITIVE_INFINITY);
        } else {
            throw in.malformed("a block of uncompressed differences");
        }
    }

    private int validPixels(Block block) {
        if (mask.isAllValid()) {
            return block.pixels();
        }
        int valid = 0;
        for (int row = block.row; row < block.endRow; row++) {
            for (int column = block.column; column < block.endColumn; column++) {
                valid += mask.isValid(row * header.columns() + column) ? 1 : 0;
            }
        }
        return valid;
    }

    private void copy(Block block) throws CodecException {
        for (int row = block.row; row < block.endRow; row++) {
            int pixel = row * header.columns() + block.column;
            for (int column = block.column; column < block.endColumn; column++, pixel++) {
                if (mask.isValid(pixel)) {
                    target.copy(in, target.index(pixel) + block.depth, 1);
                }
            }
        }
    }

    /** Stores {@code offset}, plus steps, plus for differences the pixel's value before this one. */
    private void fill(Block block, int @Nullable [] steps, double offset, boolean difference, double limit) {
        double step = 2 * header.maxError();
        boolean all = mask.isAllValid();
        int next = 0;
        for (int row = block.row; row < block.endRow; row++) {
            int pixel = row * header.columns() + block.column;
            int index = target.index(pixel) + block.depth;
            for (int column = block.column; column < block.endColumn; column++, pixel++, index += target.stride()) {
                if (all || mask.isValid(pixel)) {
                    double value = steps == null ? offset : offset + steps[next++] * step;
                    value = difference ? value + target.get(index - 1) : value;
                    target.set(index, limit < value ? limit : value);
                }
            }
        }
    }

    /** The offset of a block stands in a smaller type if that holds it; {@code code} says in which. */
    private double offset(int code, boolean difference) throws CodecException {
        DataType type = difference && !header.type().isFloat() ? DataType.INT32 : header.type();
        DataType stored = storedType(type, code);
        int from = in.position();
        in.skip(stored.bytes());
        byte[] sample = new byte[stored.bytes()];
        System.arraycopy(in.bytes(), from, sample, 0, sample.length);
        return stored.get(sample, 0);
    }

    /** "Variable Type as used in the LERC Block Header". */
    private DataType storedType(DataType type, int code) throws CodecException {
        int number = LercHeader.TYPES.indexOf(type);
        int stored = switch (type) {
            case INT8, UINT8 -> number;
            case INT16, INT32 -> number - code;
            case UINT16, UINT32 -> number - 2 * code;
            case FLOAT32 -> code == 0 ? number : code == 1 ? 2 : 1;
            case FLOAT64 -> code == 0 ? number : number - 2 * code + 1;
            case INT64, UINT64 -> -1;
        };
        if (stored < 0) {
            throw in.malformed("offset type %d of %s".formatted(code, type.zarrName()));
        }
        return LercHeader.TYPES.get(stored);
    }
}
