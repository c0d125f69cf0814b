package io.cogstream.codec;

/**
 * A Lerc1 blob: float32 values of one band, as Esri's software wrote them before Lerc2. The layout is that of <a
 * href="https://github.com/Esri/lerc/blob/master/src/LercLib/Lerc1Decode/CntZImage.cpp">CntZImage</a>, which is all the
 * specification there is: a mask, then the values block by block.
 */
final class Lerc1Decoder {
    static final String KEY = "CntZImage ";
    private static final int VERSION = 11;
    private static final int TYPE = 8;
    private static final int RAW = 0;
    private static final int QUANTISED = 1;
    private static final int ZERO = 2;
    private static final int CONSTANT = 3;
    private static final int MODES = 63;

    private final LercInput in;
    private final TileLayout layout;
    private final LercTarget target;
    private final LercBits bits = new LercBits(true);
    private final double maxError;

    private Lerc1Decoder(LercInput in, TileLayout layout, LercTarget target, double maxError) {
        this.in = in;
        this.layout = layout;
        this.target = target;
        this.maxError = maxError;
    }

    /** Decodes a blob; invalid pixels are left as they are. */
    static LercMask decode(LercInput in, TileLayout layout, LercTarget target) throws CodecException {
        in.skip(KEY.length());
        int version = in.i32();
        int type = in.i32();
        int rows = in.i32();
        int columns = in.i32();
        double maxError = in.f64();
        if (version != VERSION || type != TYPE || rows != layout.rows() || columns != layout.columns()) {
            throw in.malformed("Lerc1 version %d, type %d, %d x %d pixels in a tile of %d x %d"
                    .formatted(version, type, columns, rows, layout.columns(), layout.rows()));
        }
        LercMask mask = mask(in, rows * columns);
        new Lerc1Decoder(in, layout, target, maxError).values(mask);
        return mask;
    }

    private static LercMask mask(LercInput in, int pixels) throws CodecException {
        int blocksDown = in.i32();
        int blocksAcross = in.i32();
        int bytes = in.i32();
        float count = in.f32();
        if (blocksDown != 0 || blocksAcross != 0) {
            throw CodecException.unsupported("LERC: Lerc1 with counts instead of a mask is not read");
        }
        return bytes == 0 ? LercMask.uniform(pixels, count > 0) : LercMask.read(in.part(bytes), pixels);
    }

    private void values(LercMask mask) throws CodecException {
        int blocksDown = in.i32();
        int blocksAcross = in.i32();
        in.limit(in.position(), in.i32() + 8);
        float max = in.f32();
        if (blocksDown < 1 || blocksDown > layout.rows() || blocksAcross < 1 || blocksAcross > layout.columns()) {
            throw in.malformed("Lerc1 with %d x %d blocks".formatted(blocksAcross, blocksDown));
        }
        for (int row = 0; row < layout.rows(); row = end(row, layout.rows(), blocksDown)) {
            int endRow = end(row, layout.rows(), blocksDown);
            for (int column = 0; column < layout.columns(); column = end(column, layout.columns(), blocksAcross)) {
                block(mask, row, endRow, column, end(column, layout.columns(), blocksAcross), max);
            }
        }
    }

    /** Where the block ends that starts at {@code start}: blocks are equal, and one more has what division leaves over. */
    private static int end(int start, int size, int blocks) {
        int step = size / blocks;
        return start < blocks * step ? start + step : size;
    }

    private void block(LercMask mask, int row, int endRow, int column, int endColumn, float max) throws CodecException {
        int[] pixels = new int[(endRow - row) * (endColumn - column)];
        int valid = 0;
        for (int i = row; i < endRow; i++) {
            for (int pixel = i * layout.columns() + column; pixel < i * layout.columns() + endColumn; pixel++) {
                pixels[valid] = pixel;
                valid += mask.isValid(pixel) ? 1 : 0;
            }
        }
        int flags = in.u8();
        switch (flags & MODES) {
            case RAW -> {
                for (int i = 0; i < valid; i++) {
                    target.copy(in, target.index(pixels[i]), 1);
                }
            }
            case QUANTISED -> {
                float offset = offset(flags >> 6);
                int[] steps = steps(valid);
                for (int i = 0; i < valid; i++) {
                    float value = (float) (offset + steps[i] * (2 * maxError));
                    target.set(target.index(pixels[i]), max < value ? max : value);
                }
            }
            case ZERO, CONSTANT -> {
                float value = (flags & MODES) == ZERO ? 0 : offset(flags >> 6);
                for (int i = 0; i < valid; i++) {
                    target.set(target.index(pixels[i]), value);
                }
            }
            default -> throw in.malformed("a Lerc1 block starts with 0x%02X".formatted(flags));
        }
    }

    private float offset(int code) throws CodecException {
        return switch (code) {
            case 0 -> in.f32();
            case 1 -> in.i16();
            case 2 -> (byte) in.u8();
            default -> throw in.malformed("an offset of unknown size");
        };
    }

    private int[] steps(int valid) throws CodecException {
        int flags = in.u8();
        long count = in.count(flags);
        int width = flags & MODES;
        if (count != valid || width > 31) {
            throw in.malformed("%d values of %d bits for a block of %d".formatted(count, width, valid));
        }
        return bits.readPlain(in, valid, width);
    }
}
