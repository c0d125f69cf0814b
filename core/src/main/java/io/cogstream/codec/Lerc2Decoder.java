package io.cogstream.codec;

import io.cogstream.raster.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One Lerc2 blob, that is, one band: mask, ranges and values as Esri's <a
 * href="https://github.com/Esri/lerc/blob/master/doc/Lerc_ByteStream_Specification.pdf">byte stream specification</a> lays them
 * out. Invalid pixels are left as they are.
 */
final class Lerc2Decoder {
    private static final int BLOCKS = 0;
    private static final int DELTA_HUFFMAN = 1;
    private static final int HUFFMAN = 2;
    private static final int FLOAT_HUFFMAN = 3;

    private final LercInput in;
    private final LercHeader header;
    private final LercTarget target;
    private final LercMask mask;

    private Lerc2Decoder(LercInput in, LercHeader header, LercTarget target, LercMask mask) {
        this.in = in;
        this.header = header;
        this.target = target;
        this.mask = mask;
    }

    /**
     * Decodes what follows a header.
     *
     * @param previous mask of the band before, which a band may share; null for the first
     * @return which pixels are valid
     */
    static LercMask decode(LercInput in, LercHeader header, LercTarget target, @Nullable LercMask previous)
            throws CodecException {
        LercMask mask = mask(in, header, previous);
        if (mask.validPixels() > 0) {
            new Lerc2Decoder(in, header, target, mask).values();
        }
        return mask;
    }

    private static LercMask mask(LercInput in, LercHeader header, @Nullable LercMask previous) throws CodecException {
        int pixels = header.rows() * header.columns();
        int valid = header.validPixels();
        int bytes = in.i32();
        boolean uniform = valid == 0 || valid == pixels;
        if (valid < 0 || valid > pixels || bytes < 0 || (uniform && bytes > 0)) {
            throw in.malformed("%d of %d pixels valid, a mask of %d bytes".formatted(valid, pixels, bytes));
        }
        LercMask mask = previous;
        if (uniform) {
            mask = LercMask.uniform(pixels, valid > 0);
        } else if (bytes > 0) {
            mask = LercMask.read(in.part(bytes), pixels);
        }
        if (mask == null || mask.validPixels() != valid) {
            throw in.malformed("the mask is not one of %d valid pixels".formatted(valid));
        }
        return mask;
    }

    private void values() throws CodecException {
        double[] min = new double[header.depth()];
        double[] max = new double[header.depth()];
        Arrays.fill(min, header.min());
        Arrays.fill(max, header.max());
        if (header.min() == header.max()) {
            fill(min);
            return;
        }
        if (header.version() >= 4) {
            ranges(min);
            ranges(max);
            if (Arrays.equals(min, max)) {
                fill(min);
                return;
            }
        }
        if (in.u8() != 0) {
            copyAll();
            return;
        }
        boolean hasMode = header.hasHuffmanBytes() || header.hasHuffmanFloats();
        int mode = hasMode ? in.u8() : BLOCKS;
        if (mode == BLOCKS) {
            new LercBlocks(in, header, target, mask, header.depth() > 1 ? max : new double[] {header.max()}).read();
        } else if (mode == FLOAT_HUFFMAN && header.hasHuffmanFloats()) {
            LercFloats.read(in, header, target);
        } else if (header.hasHuffmanBytes() && (mode == DELTA_HUFFMAN || (mode == HUFFMAN && header.version() >= 4))) {
            huffman(mode == DELTA_HUFFMAN);
        } else {
            throw in.malformed("image mode " + mode);
        }
    }

    /** One number for each value of a pixel, in the type of the pixels. */
    private void ranges(double[] bounds) throws CodecException {
        DataType type = header.type();
        int from = in.position();
        in.skip(bounds.length * type.bytes());
        byte[] samples = Arrays.copyOfRange(in.bytes(), from, in.position());
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = type.get(samples, i);
        }
    }

    private void fill(double[] pixel) {
        for (int k = 0; k < mask.pixels(); k++) {
            for (int d = 0; d < pixel.length && mask.isValid(k); d++) {
                target.set(target.index(k) + d, pixel[d]);
            }
        }
    }

    private void copyAll() throws CodecException {
        if (mask.isAllValid() && target.stride() == header.depth()) {
            target.copy(in, 0, mask.pixels() * header.depth());
            return;
        }
        for (int k = 0; k < mask.pixels(); k++) {
            if (mask.isValid(k)) {
                target.copy(in, target.index(k), header.depth());
            }
        }
    }

    private void huffman(boolean delta) throws CodecException {
        LercHuffman codes = LercHuffman.read(in, header.version() < 3);
        int bias = header.type() == DataType.INT8 ? 128 : 0;
        if (delta) {
            for (int d = 0; d < header.depth(); d++) {
                deltas(codes, bias, d);
            }
            return;
        }
        for (int k = 0; k < mask.pixels(); k++) {
            for (int d = 0; d < header.depth() && mask.isValid(k); d++) {
                target.samples()[target.index(k) + d] = (byte) (codes.next() - bias);
            }
        }
    }

    /** Differences to the pixel at the left, else the one above, else the last one, whichever is valid first. */
    private void deltas(LercHuffman codes, int bias, int depth) throws CodecException {
        byte[] samples = target.samples();
        int columns = header.columns();
        byte last = 0;
        for (int k = 0; k < mask.pixels(); k++) {
            if (!mask.isValid(k)) {
                continue;
            }
            int at = target.index(k) + depth;
            boolean left = k % columns > 0 && mask.isValid(k - 1);
            byte base =
                    !left && k >= columns && mask.isValid(k - columns) ? samples[at - columns * target.stride()] : last;
            last = (byte) (base + codes.next() - bias);
            samples[at] = last;
        }
    }
}
