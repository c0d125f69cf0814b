package io.cogstream.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The native inflater changes how fast a tile is read, and nothing else. */
class NativeInflateTest {
    private static final int STREAMS = 4000;
    private static final int GUARD = 64;

    static boolean isAvailable() {
        return NativeInflate.isAvailable();
    }

    /** But for streams that end before their checksum: where that proves the pixels, the gap does not matter. */
    @Test
    void readsAndRefusesAsTheFallbackDoes() {
        Random random = new Random(5);
        for (int i = 0; i < STREAMS; i++) {
            byte[] plain = plain(random);
            byte[] stream = damaged(deflate(plain, random), random);
            int size = random.nextInt(4) == 0 ? 1 + random.nextInt(plain.length + 50) : plain.length;
            String fallback = outcome(new DeflateCodec(false), stream, size);
            String result = outcome(new DeflateCodec(true), stream, size);
            if (!result.equals(fallback)) {
                assertThat(fallback).as("stream %d", i).endsWith("incorrect data check");
                assertThat(result).as("stream %d", i).isEqualTo("pixels " + Arrays.hashCode(plain));
            }
        }
    }

    @Test
    @EnabledIf("isAvailable")
    void inflatesSoundStreamsItself() {
        Random random = new Random(6);
        for (int i = 0; i < 200; i++) {
            byte[] plain = plain(random);
            byte[] stream = deflate(plain, random);
            byte[] target = new byte[plain.length];
            assertThat(NativeInflate.inflates(stream, 0, stream.length, target, plain.length))
                    .isTrue();
            assertThat(target).isEqualTo(plain);
        }
    }

    private static String outcome(DeflateCodec codec, byte[] stream, int size) {
        byte[] target = new byte[size + GUARD];
        Arrays.fill(target, (byte) 0x55);
        String outcome;
        try {
            codec.decode(stream, 0, stream.length, target, size);
            outcome = "pixels " + Arrays.hashCode(Arrays.copyOf(target, size));
        } catch (CodecException e) {
            outcome = e.offset() + ": " + e.getMessage();
        }
        assertThat(Arrays.copyOfRange(target, size, size + GUARD)).containsOnly(0x55);
        return outcome;
    }

    private static byte[] plain(Random random) {
        byte[] plain = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 200_000 : 8000)];
        int kind = random.nextInt(4);
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) (kind == 0 ? random.nextInt() : kind == 1 ? i / 100 : kind == 2 ? random.nextInt(4) : 3);
        }
        return plain;
    }

    private static byte[] deflate(byte[] plain, Random random) {
        Deflater deflater = new Deflater(random.nextInt(10));
        try {
            deflater.setStrategy(random.nextInt(3));
            deflater.setInput(plain);
            deflater.finish();
            byte[] encoded = new byte[2 * plain.length + 100];
            int length = 0;
            while (!deflater.finished()) {
                length += deflater.deflate(encoded, length, encoded.length - length);
            }
            return Arrays.copyOf(encoded, length);
        } finally {
            deflater.end();
        }
    }

    /** One in five stays sound; others are cut, padded, or have some bits turned. */
    private static byte[] damaged(byte[] stream, Random random) {
        int kind = random.nextInt(5);
        if (kind == 1 || stream.length < 2) {
            return Arrays.copyOf(stream, random.nextInt(stream.length + 30));
        }
        for (int flips = kind < 2 ? 0 : 1 + random.nextInt(5); flips > 0; flips--) {
            int end = random.nextBoolean() ? Math.min(200, stream.length) : stream.length;
            stream[random.nextInt(end)] ^= (byte) (1 << random.nextInt(8));
        }
        return stream;
    }
}
