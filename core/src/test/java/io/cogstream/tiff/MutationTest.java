package io.cogstream.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flipped bits and cut ends, from a seed: pixels or a typed failure, nothing else. */
class MutationTest {
    private static final int MUTATIONS = 700;
    private static final int[] EXTREMES = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xFFFF, 0xFFFF_0000};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "comp-jpeg-4band-pixel.tif",
                "comp-jpeg-gray.tif",
                "comp-jpeg-strips.tif",
                "comp-jpeg-ycbcr.tif",
                "comp-lerc-constant.tif",
                "comp-lerc-u16-lossy.tif",
                "comp-lerc-u8.tif",
                "comp-lerc_deflate-f32.tif",
                "comp-lzma.tif",
                "comp-webp-lossless-rgba.tif",
                "comp-webp-lossy.tif",
                "meta-nbits1.tif",
                "meta-nbits4.tif",
                "meta-nbits12.tif",
                "pred3-float16.tif",
                "comp-lzw-u8.tif",
                "comp-zstd-i16-strips.tif",
                "comp-packbits-u8.tif",
                "pred2-u8-rgb.tif",
                "pred2-i32-be-strips.tif",
                "pred3-f32-be.tif",
                "pred2-u16-planar.tif",
                "layout-bigtiff-1tile.tif",
                "layout-offsets-short.tif",
                "layout-sparse.tif",
                "geo-rotated-point.tif",
                "meta-scale-offset.tif",
                "mask-internal.tif",
                "mask-internal-overviews.tif",
                "nodata-str-spaces.tif",
                "geo-user-albers.tif"
            })
    void mutatedFilesFailWithATypedFailure(String name) {
        byte[] sound = MemorySource.resource(name);
        Random random = new Random(name.hashCode());
        int failures = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutate(sound, random);
            failures += WholeFile.isRead(mutated, name + " mutation " + i) ? 0 : 1;
        }
        assertThat(failures).isBetween(MUTATIONS / 20, MUTATIONS);
    }

    private static byte[] mutate(byte[] sound, Random random) {
        if (random.nextInt(5) == 0) {
            return Arrays.copyOf(sound, random.nextInt(sound.length));
        }
        byte[] mutated = sound.clone();
        int flips = 1 + random.nextInt(4);
        for (int i = 0; i < flips; i++) {
            // Half of them in the header and its tables, where structure is.
            int end = random.nextBoolean() ? Math.min(1024, mutated.length) : mutated.length;
            int at = random.nextInt(end);
            if (random.nextInt(4) == 0) {
                // The ends of the number line, where sums and products overflow.
                int word = Math.min(at & ~1, mutated.length - 4);
                ByteBuffer.wrap(mutated).putInt(word, EXTREMES[random.nextInt(EXTREMES.length)]);
            } else {
                mutated[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return mutated;
    }
}
