package io.cogstream.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.raster.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against blobs that Esri's library wrote, and against what its decoder makes of them. */
class LercCodecTest {
    private static final int CHECKSUM = 10;
    private static final int CHECKED = 14;

    /** One record of the fixture. */
    private record Blob(int version, TileLayout layout, CodecTags tags, byte[] bytes, byte[] samples) {
        String name() {
            return "version %d, %s, mask %s".formatted(version, layout, tags.unassociatedAlpha());
        }
    }

    private static List<Blob> blobs() throws IOException {
        try (InputStream in = LercCodecTest.class.getResourceAsStream("lerc-blobs.bin")) {
            ByteBuffer all = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            List<Blob> blobs = new ArrayList<>();
            while (all.hasRemaining()) {
                int version = all.getInt();
                DataType type = LercHeader.TYPES.get(all.getInt());
                int samples = all.getInt();
                all.getInt();
                boolean alpha = all.getInt() == 1;
                TileLayout layout = new TileLayout(all.getInt(), all.getInt(), samples, 8 * type.bytes(), type);
                byte[] blob = new byte[all.getInt()];
                byte[] expected = new byte[layout.bytes()];
                all.get(blob).get(expected);
                blobs.add(new Blob(version, layout, new CodecTags(1, alpha, null, 0), blob, expected));
            }
            return blobs;
        }
    }

    private static byte[] decode(Blob blob, byte[] bytes, int length) throws CodecException {
        byte[] target = new byte[blob.layout.bytes() + 9];
        Arrays.fill(target, (byte) 0x55);
        new LercCodec(blob.tags, blob.layout).decode(bytes, 0, length, target, blob.layout.bytes());
        assertThat(Arrays.copyOfRange(target, blob.layout.bytes(), target.length))
                .containsOnly(0x55);
        return Arrays.copyOf(target, blob.layout.bytes());
    }

    @Test
    void decodesWhatEsrisEncoderWrote() throws Exception {
        List<Blob> blobs = blobs();
        assertThat(blobs).hasSizeGreaterThan(150);
        for (Blob blob : blobs) {
            assertThat(decode(blob, blob.bytes, blob.bytes.length))
                    .as(blob.name())
                    .isEqualTo(blob.samples);
        }
    }

    @Test
    void refusesEveryTruncation() throws Exception {
        for (Blob blob : blobs()) {
            for (int length = 0; length < blob.bytes.length; length += 1 + length / 16) {
                int cut = length;
                assertThatThrownBy(() -> decode(blob, blob.bytes, cut))
                        .as(blob.name())
                        .isInstanceOf(CodecException.class);
            }
        }
    }

    @Test
    void answersDamageBehindARightChecksumWithPixelsOrATypedFailure() throws Exception {
        Random random = new Random(7);
        for (Blob blob : blobs()) {
            for (int i = 0; i < 40; i++) {
                byte[] damaged = blob.bytes.clone();
                for (int flips = random.nextInt(3); flips >= 0; flips--) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                makeChecksumRight(damaged, blob.version);
                try {
                    assertThat(decode(blob, damaged, damaged.length)).hasSize(blob.samples.length);
                } catch (CodecException e) {
                    assertThat(e.offset()).isBetween(0, damaged.length);
                }
            }
        }
    }

    private static void makeChecksumRight(byte[] blob, int version) {
        ByteBuffer buffer = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
        int size = buffer.getInt(CHECKED + (version >= 4 ? 20 : 16));
        if (version >= 3 && size > CHECKED && size <= blob.length) {
            buffer.putInt(CHECKSUM, LercHeader.fletcher32(blob, CHECKED, size));
        }
    }

    @Test
    void tellsAWrongChecksum() throws Exception {
        for (Blob blob : blobs()) {
            if (blob.version >= 3) {
                byte[] damaged = blob.bytes.clone();
                damaged[damaged.length - 1] ^= 1;
                assertThatThrownBy(() -> decode(blob, damaged, damaged.length)).hasMessageContaining("checksum");
            }
        }
    }

    @Test
    void refusesBlobsThatAreAnotherTile() throws Exception {
        Blob blob = blobs().get(20);
        TileLayout layout = blob.layout;
        for (TileLayout other : List.of(
                new TileLayout(layout.columns() + 1, layout.rows(), 1, layout.bits(), layout.type()),
                new TileLayout(layout.columns(), layout.rows(), 2, layout.bits(), layout.type()),
                new TileLayout(layout.columns(), layout.rows(), 1, 64, DataType.FLOAT64))) {
            byte[] target = new byte[other.bytes()];
            assertThatThrownBy(() -> new LercCodec(CodecTags.NONE, other)
                            .decode(blob.bytes, 0, blob.bytes.length, target, target.length))
                    .isInstanceOf(CodecException.class)
                    .hasMessageMatching("LERC: .*(in a tile of .*|1 of 2 samples are there)");
        }
    }

    @Test
    void refusesBandsThatHaveMoreValuesThanAreLeft() throws Exception {
        int pairs = 0;
        for (Blob pixels : blobs()) {
            TileLayout layout = pixels.layout;
            TileLayout band = new TileLayout(layout.columns(), layout.rows(), 1, layout.bits(), layout.type());
            // Bands of one value each would fit.
            boolean whole = pixels.version >= 4 && pixels.bytes[CHECKED + 8] == 3;
            for (Blob first : blobs()) {
                if (whole && first.layout.equals(band)) {
                    byte[] both = Arrays.copyOf(first.bytes, first.bytes.length + pixels.bytes.length);
                    System.arraycopy(pixels.bytes, 0, both, first.bytes.length, pixels.bytes.length);
                    assertThatThrownBy(() -> decode(pixels, both, both.length)).isInstanceOf(CodecException.class);
                    pairs++;
                }
            }
        }
        assertThat(pairs).isPositive();
    }

    @Test
    void refusesWhatItDoesNotKnowByName() {
        TileLayout wide = new TileLayout(8, 8, 1, 64, DataType.INT64);
        assertThatThrownBy(() -> new LercCodec(CodecTags.NONE, wide))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.isUnsupported()).isTrue());
        TileLayout bytes = new TileLayout(8, 8, 1, 8, DataType.UINT8);
        assertThatThrownBy(() -> new LercCodec(new CodecTags(1, false, null, 3), bytes))
                .hasMessageContaining("compression 3");
        byte[] future = ByteBuffer.allocate(100)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("Lerc2 ".getBytes(StandardCharsets.US_ASCII))
                .putInt(7)
                .array();
        assertThatThrownBy(() -> new LercCodec(CodecTags.NONE, bytes).decode(future, 0, 100, new byte[64], 64))
                .hasMessageContaining("version 7");
    }

    /** Written by hand: nothing writes Lerc1 any more. Two blocks of three columns, one of the odd column, one row each. */
    @Test
    void decodesLerc1() throws CodecException {
        ByteBuffer blob = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        blob.put("CntZImage ".getBytes(StandardCharsets.US_ASCII));
        blob.putInt(11).putInt(8).putInt(1).putInt(7).putDouble(0.5);
        // The mask: 1101 111.
        blob.putInt(0).putInt(0).putInt(5).putFloat(1);
        blob.putShort((short) 1).put((byte) 0b1101_1110).putShort(Short.MIN_VALUE);
        int values = blob.position();
        blob.putInt(1).putInt(2).putInt(0).putFloat(12.5f);
        // Offset 10 as a byte, two steps of 4 bits from the highest bit on: 2 and 9, of which the second is cut off at
        // the largest.
        blob.put((byte) 0x81).put((byte) 10).put((byte) 0x84).put((byte) 2).put((byte) 0x29);
        // Column 3 uncompressed, columns 4 and 5 with it.
        blob.put((byte) 0).putFloat(-3).putFloat(4.25f).putFloat(5);
        // The odd column: a constant that is a short.
        blob.put((byte) 0x43).putShort((short) -300);
        blob.putInt(values + 8, blob.position() - values - 16);
        byte[] target = new byte[28];
        TileLayout layout = new TileLayout(7, 1, 1, 32, DataType.FLOAT32);
        new LercCodec(CodecTags.NONE, layout).decode(blob.array(), 0, blob.position(), target, 28);
        double[] pixels = new double[7];
        Arrays.setAll(pixels, i -> DataType.FLOAT32.get(target, i));
        assertThat(pixels).containsExactly(12, 12.5, Double.NaN, -3, 4.25, 5, -300);
        for (int length = 0; length < blob.position(); length++) {
            int cut = length;
            assertThatThrownBy(
                            () -> new LercCodec(CodecTags.NONE, layout).decode(blob.array(), 0, cut, new byte[28], 28))
                    .isInstanceOf(CodecException.class);
        }
    }
}
