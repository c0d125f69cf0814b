package io.cogstream.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.cogstream.raster.DataType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class TileCodecsTest {
    private static final byte GUARD = 0x55;

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 32773, 32946, 34925, 50000})
    void decodesWhatAnEncoderWrote(int compression) throws CodecException {
        for (int size : new int[] {1, 2, 255, 4096, 100_000}) {
            byte[] plain = samples(size);
            assertThat(decode(compression, encode(compression, plain), size)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 32773, 34925, 50000})
    void refusesInputThatYieldsTooLittle(int compression) {
        byte[] encoded = encode(compression, samples(1000));
        assertThatThrownBy(() -> decode(compression, encoded, 1001)).isInstanceOf(CodecException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 32773, 34925})
    void cutsOffWhatExceedsTheTile(int compression) throws CodecException {
        byte[] plain = samples(5000);
        assertThat(decode(compression, encode(compression, plain), 4097)).isEqualTo(Arrays.copyOf(plain, 4097));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 32773, 34925, 50000})
    void ignoresBytesAfterTheEnd(int compression) throws CodecException {
        byte[] plain = samples(3000);
        byte[] encoded = encode(compression, plain);
        assertThat(decode(compression, Arrays.copyOf(encoded, encoded.length + 77), 3000))
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 32773, 34925, 50000})
    void refusesEveryTruncation(int compression) {
        byte[] plain = new byte[2000];
        new Random(3).nextBytes(plain);
        byte[] encoded = encode(compression, plain);
        // LZW may lack its end code and the bits that fill its last byte.
        int last = encoded.length - (compression == TileCodecs.LZW ? 3 : 1);
        for (int length = 0; length <= last; length += 1 + length / 64) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatThrownBy(() -> decode(compression, cut, 2000)).isInstanceOf(CodecException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 32773, 34925, 50000})
    void answersGarbageWithPixelsOrATypedFailure(int compression) {
        Random random = new Random(compression);
        byte[] encoded = encode(compression, samples(4000));
        for (int i = 0; i < 3000; i++) {
            byte[] garbage = encoded.clone();
            for (int flip = 0; flip < 1 + i % 5; flip++) {
                garbage[random.nextInt(garbage.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(decode(compression, garbage, 4000)).hasSize(4000);
            } catch (CodecException e) {
                assertThat(e.offset()).isBetween(0, garbage.length);
            }
        }
    }

    @Test
    void refusesAZlibStreamWithAWrongOrMissingChecksum() {
        byte[] encoded = encode(TileCodecs.DEFLATE, samples(1000));
        byte[] wrong = encoded.clone();
        wrong[wrong.length - 1] ^= 1;
        assertThatThrownBy(() -> decode(TileCodecs.DEFLATE, wrong, 1000)).isInstanceOf(CodecException.class);
        byte[] missing = Arrays.copyOf(encoded, encoded.length - 4);
        assertThatThrownBy(() -> decode(TileCodecs.DEFLATE, missing, 1000))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void stopsABombAtTheTileSize() throws CodecException {
        byte[] bomb = encode(TileCodecs.DEFLATE, new byte[50_000_000]);
        assertThat(decode(TileCodecs.DEFLATE, bomb, 1024)).isEqualTo(new byte[1024]);
        byte[] frame = encode(TileCodecs.ZSTD, new byte[50_000_000]);
        assertThatThrownBy(() -> decode(TileCodecs.ZSTD, frame, 1024)).isInstanceOf(CodecException.class);
    }

    @Test
    void knowsWhatSizesAStreamCannotYield() throws CodecException {
        byte[] encoded = encode(TileCodecs.DEFLATE, new byte[50_000_000]);
        assertThat(codec(TileCodecs.DEFLATE).maxOutput(encoded.length)).isGreaterThanOrEqualTo(50_000_000);
        assertThat(codec(TileCodecs.PACK_BITS).maxOutput(2)).isEqualTo(128);
        assertThat(codec(TileCodecs.NONE).maxOutput(7)).isEqualTo(7);
    }

    @Test
    void namesOldStyleLzwAsUnsupported() {
        byte[] old = {0x00, 0x01, 0x07, 0x01};
        assertThatThrownBy(() -> decode(TileCodecs.LZW, old, 100))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.isUnsupported()).isTrue())
                .hasMessageContaining("old-style");
    }

    @Test
    void refusesLzmaThatAsksForTooMuchMemory() {
        byte[] greedy = lzma(samples(1000), 9);
        assertThatThrownBy(() -> decode(TileCodecs.LZMA, greedy, 1000))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.isUnsupported()).isTrue())
                .hasMessageContaining("memory");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 85, 255})
    void decodesLzwStringsThatEndInTheirOwnFirstByte(int value) throws CodecException {
        byte[] run = new byte[10_000];
        Arrays.fill(run, (byte) value);
        assertThat(decode(TileCodecs.LZW, new LzwEncoder().encode(run), run.length))
                .isEqualTo(run);
    }

    @Test
    void decodesTheExampleOfThePackBitsSpecification() throws CodecException {
        int[] packed = {0xFE, 0xAA, 0x02, 0x80, 0x00, 0x2A, 0xFD, 0xAA, 0x03, 0x80, 0x00, 0x2A, 0x22, 0xF7, 0xAA};
        byte[] source = new byte[packed.length];
        for (int i = 0; i < packed.length; i++) {
            source[i] = (byte) packed[i];
        }
        int[] plain = {
            0xAA, 0xAA, 0xAA, 0x80, 0x00, 0x2A, 0xAA, 0xAA, 0xAA, 0xAA, 0x80, 0x00, 0x2A, 0x22, 0xAA, 0xAA, 0xAA, 0xAA,
            0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA
        };
        byte[] decoded = decode(TileCodecs.PACK_BITS, source, plain.length);
        for (int i = 0; i < plain.length; i++) {
            assertThat(decoded[i]).isEqualTo((byte) plain[i]);
        }
    }

    @Test
    void namesCompressions() {
        assertThat(TileCodecs.name(7)).isEqualTo("JPEG (7)");
        assertThat(TileCodecs.name(34887)).isEqualTo("LERC (34887)");
        assertThat(TileCodecs.name(50001)).isEqualTo("WebP (50001)");
        assertThat(TileCodecs.name(60000)).isEqualTo("unknown (60000)");
    }

    /** Decodes from the middle of an array to the front of a larger one, and checks that nothing past the tile is touched. */
    private static byte[] decode(int compression, byte[] encoded, int size) throws CodecException {
        byte[] source = new byte[encoded.length + 20];
        System.arraycopy(encoded, 0, source, 13, encoded.length);
        byte[] target = new byte[size + 50];
        Arrays.fill(target, GUARD);
        try {
            codec(compression).decode(source, 13, encoded.length, target, size);
        } finally {
            for (int i = size; i < target.length; i++) {
                assertThat(target[i]).isEqualTo(GUARD);
            }
        }
        return Arrays.copyOf(target, size);
    }

    private static TileCodec codec(int compression) throws CodecException {
        TileCodec codec = TileCodecs.of(compression, CodecTags.NONE, new TileLayout(1, 1, 1, 8, DataType.UINT8));
        if (codec == null) {
            throw new AssertionError("no codec " + compression);
        }
        return codec;
    }

    /** Runs and slopes, with noise: something for every encoder. */
    private static byte[] samples(int size) {
        byte[] samples = new byte[size];
        Random random = new Random(size);
        for (int i = 0; i < size; i++) {
            samples[i] = (byte) (i / 100 % 3 == 0 ? 7 : i / 10 + random.nextInt(3));
        }
        return samples;
    }

    private static byte[] encode(int compression, byte[] plain) {
        return switch (compression) {
            case TileCodecs.NONE -> plain.clone();
            case TileCodecs.DEFLATE, TileCodecs.OLD_DEFLATE -> deflate(plain);
            case TileCodecs.ZSTD -> Zstd.compress(plain, 3);
            case TileCodecs.PACK_BITS -> packBits(plain);
            case TileCodecs.LZW -> new LzwEncoder().encode(plain);
            case TileCodecs.LZMA -> lzma(plain, 6);
            default -> throw new AssertionError(compression);
        };
    }

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] encoded = new byte[plain.length + 100];
            return Arrays.copyOf(encoded, deflater.deflate(encoded));
        } finally {
            deflater.end();
        }
    }

    private static byte[] lzma(byte[] plain, int preset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(preset))) {
            xz.write(plain);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] packBits(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int i = 0;
        while (i < plain.length) {
            int run = 1;
            while (run < 128 && i + run < plain.length && plain[i + run] == plain[i]) {
                run++;
            }
            out.write(run == 1 ? 0 : 1 - run);
            out.write(plain[i]);
            i += run;
        }
        return out.toByteArray();
    }
}
