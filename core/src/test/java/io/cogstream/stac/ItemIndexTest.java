package io.cogstream.stac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.grid.BoundingBox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemIndexTest {
    private static final int TILES = 150;
    private static final List<Item> ITEMS = SyntheticItems.items(3_000, TILES, 7);
    private static final int[] STEPS = SyntheticItems.steps(3_000, TILES);
    private static final ItemIndex INDEX = ItemIndex.of(ITEMS, STEPS, SyntheticItems.ASSETS);

    @Test
    void findsWhatGoingThroughAllItemsFinds() {
        SplittableRandom random = new SplittableRandom(3);
        int hits = 0;
        for (int round = 0; round < 5_000; round++) {
            int step = random.nextInt(-1, 22);
            List<BoundingBox> boxes = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                boxes.addAll(randomBox(random));
            }
            int[] found = INDEX.search(step, boxes);
            hits += found.length;

            assertThat(found).isEqualTo(bruteForce(step, boxes));
        }
        assertThat(hits).isGreaterThan(5_000);
    }

    private static List<BoundingBox> randomBox(SplittableRandom random) {
        double size = random.nextInt(4) == 0 ? random.nextDouble(60) : random.nextDouble(2);
        double west = random.nextDouble(-181, 180);
        double south = random.nextDouble(-85, 80);
        if (random.nextInt(5) == 0) {
            BoundingBox touched =
                    ITEMS.get(random.nextInt(ITEMS.size())).footprint().boxes().get(0);
            return List.of(new BoundingBox(touched.maxX(), touched.minY(), touched.maxX(), touched.maxY()));
        }
        return Antimeridian.boxes(west, south, west + size, south + size);
    }

    private static int[] bruteForce(int step, List<BoundingBox> boxes) {
        return IntStream.range(0, ITEMS.size())
                .filter(item -> STEPS[item] == step)
                .filter(item -> ITEMS.get(item).footprint().boxes().stream()
                        .anyMatch(part -> boxes.stream().anyMatch(part::intersects)))
                .toArray();
    }

    @Test
    void keepsIdsStepsAndHrefs() {
        assertThat(INDEX.size()).isEqualTo(3_000);
        assertThat(INDEX.assets()).isEqualTo(SyntheticItems.ASSETS);
        assertSameAsItems(INDEX);
    }

    private static void assertSameAsItems(ItemIndex index) {
        for (int i = 0; i < ITEMS.size(); i++) {
            assertThat(index.id(i)).isEqualTo(ITEMS.get(i).id());
            assertThat(index.step(i)).isEqualTo(STEPS[i]);
            for (int asset = 0; asset < 3; asset++) {
                Asset wanted = ITEMS.get(i).assets().get(SyntheticItems.ASSETS.get(asset));
                assertThat(index.href(i, asset)).isEqualTo(wanted == null ? null : wanted.href());
            }
        }
    }

    @Test
    void comesBackFromItsBytes() throws Exception {
        byte[] bytes = INDEX.toBytes();
        ItemIndex read = ItemIndex.parse(bytes, "index");

        assertSameAsItems(read);
        assertThat(read.assets()).isEqualTo(INDEX.assets());
        assertThat(read.toBytes()).isEqualTo(bytes);
        assertThat(read.fingerprint()).isEqualTo(INDEX.fingerprint()).matches("[0-9a-f]{64}");
        assertThat(read.search(3, List.of(new BoundingBox(-180, -90, 180, 90)))).hasSize(TILES);
    }

    @Test
    void theFingerprintChangesWithTheContent() {
        ItemIndex other = ItemIndex.of(ITEMS.subList(0, 2_999), Arrays.copyOf(STEPS, 2_999), SyntheticItems.ASSETS);

        assertThat(other.fingerprint()).isNotEqualTo(INDEX.fingerprint());
    }

    @Test
    void anEmptyIndexFindsNothing() throws Exception {
        ItemIndex empty = ItemIndex.parse(
                ItemIndex.of(List.of(), new int[0], List.of("red")).toBytes(), "empty");

        assertThat(empty.size()).isZero();
        assertThat(empty.search(0, List.of(new BoundingBox(-180, -90, 180, 90))))
                .isEmpty();
    }

    @Test
    void itemsOutsideTheWorldAndWithoutAPlaceDoNoHarm() {
        List<Item> odd = List.of(
                item("nowhere", Footprint.NOWHERE),
                item("far", Footprint.of(List.of(new BoundingBox(1e9, 1e9, 1e10, 1e10)))),
                item("Ünïcödé", Footprint.of(List.of(new BoundingBox(0, 0, 0, 0)))));
        ItemIndex index = ItemIndex.of(odd, new int[] {0, 0, 0}, List.of());

        assertThat(index.search(0, List.of(new BoundingBox(-180, -90, 180, 90))))
                .containsExactly(2);
        assertThat(index.id(2)).isEqualTo("Ünïcödé");
    }

    private static Item item(String id, Footprint footprint) {
        return new Item(id, null, Instant.EPOCH, false, footprint, Map.of());
    }

    @Test
    void refusesStepsThatDoNotFit() {
        assertThatThrownBy(() -> ItemIndex.of(ITEMS, new int[1], List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ItemIndex.of(ITEMS.subList(0, 1), new int[] {-1}, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step -1");
    }

    @Test
    void bytesCutAnywhereAreMalformedAndNameTheOffset() {
        byte[] bytes = small().toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ItemIndex.parse(cut, "cut"))
                    .isInstanceOf(MalformedSourceException.class)
                    .hasMessageContaining("[cut] offset ");
        }
    }

    @Test
    void damagedBytesAreMalformedOrStillAnIndex() {
        byte[] bytes = small().toBytes();
        SplittableRandom random = new SplittableRandom(11);
        int refused = 0;
        for (int round = 0; round < 60_000; round++) {
            byte[] damaged = bytes.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                int at = random.nextBoolean() ? random.nextInt(bytes.length) : random.nextInt(60);
                damaged[at] ^= (byte) (1 << random.nextInt(8));
            }
            refused += isRefused(damaged) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    private static boolean isRefused(byte[] damaged) {
        try {
            ItemIndex index = ItemIndex.parse(damaged, "damaged");
            for (int i = 0; i < index.size(); i++) {
                index.id(i);
                for (int asset = 0; asset < index.assets().size(); asset++) {
                    index.href(i, asset);
                }
            }
            index.search(0, List.of(new BoundingBox(-180, -90, 180, 90)));
            return false;
        } catch (MalformedSourceException expected) {
            return true;
        }
    }

    private static ItemIndex small() {
        return ItemIndex.of(
                ITEMS.subList(0, 40), IntStream.range(0, 40).map(i -> i / 7).toArray(), SyntheticItems.ASSETS);
    }

    @Test
    void anotherVersionIsRefusedByName() {
        byte[] bytes = small().toBytes();
        bytes[7] = 9;

        assertThatThrownBy(() -> ItemIndex.parse(bytes, "new"))
                .hasMessageContaining("version 9")
                .hasMessageContaining("reads 1");
    }
}
