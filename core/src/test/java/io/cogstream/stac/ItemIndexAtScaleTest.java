package io.cogstream.stac;

import static org.assertj.core.api.Assertions.assertThat;

import io.cogstream.grid.BoundingBox;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bounds are loose, so that a busy machine passes; the figures are printed. */
class ItemIndexAtScaleTest {
    private static final int ITEMS = 200_000;
    private static final int TILES = 2_000;

    @Test
    void staysSmallAndFastWithTwoHundredThousandItems() throws Exception {
        byte[] bytes = frozen();
        long before = usedHeap();
        long started = System.nanoTime();
        ItemIndex index = ItemIndex.parse(bytes, "large");
        long loadMillis = (System.nanoTime() - started) / 1_000_000;
        double bytesPerItem = (double) (usedHeap() - before) / ITEMS;
        long[] nanos = searchTimes(index, tiles());
        System.out.printf(
                "ItemIndex, %d items, 3 assets: %.0f heap bytes per item, %.0f stored, load %d ms, search + hrefs p50 %.1f us, p99 %.1f us%n",
                ITEMS,
                bytesPerItem,
                (double) bytes.length / ITEMS,
                loadMillis,
                nanos[nanos.length / 2] / 1e3,
                nanos[nanos.length * 99 / 100] / 1e3);

        assertThat(bytesPerItem).isLessThan(600);
        assertThat(nanos[nanos.length / 2]).as("median search, ns").isLessThan(200_000);
        assertThat(index.size()).isEqualTo(ITEMS);
    }

    private static byte[] frozen() {
        List<Item> items = SyntheticItems.items(ITEMS, TILES, 5);
        return ItemIndex.of(items, SyntheticItems.steps(ITEMS, TILES), SyntheticItems.ASSETS)
                .toBytes();
    }

    private static List<BoundingBox> tiles() {
        return SyntheticItems.items(TILES, TILES, 5).stream()
                .map(item -> item.footprint().boxes().get(0))
                .toList();
    }

    private static long[] searchTimes(ItemIndex index, List<BoundingBox> tiles) {
        SplittableRandom random = new SplittableRandom(9);
        long found = 0;
        long[] nanos = new long[10_000];
        for (int round = -20_000; round < nanos.length; round++) {
            BoundingBox tile = tiles.get(random.nextInt(TILES));
            double west = tile.minX() + random.nextDouble(tile.width());
            double south = tile.minY() + random.nextDouble(tile.height());
            List<BoundingBox> boxes = List.of(new BoundingBox(west, south, west + 0.3, south + 0.3));
            int step = random.nextInt(ITEMS / TILES);
            long started = System.nanoTime();
            for (int item : index.search(step, boxes)) {
                for (int asset = 0; asset < 3; asset++) {
                    found += index.href(item, asset) == null ? 0 : 1;
                }
            }
            if (round >= 0) {
                nanos[round] = System.nanoTime() - started;
            }
        }
        assertThat(found).isPositive();
        Arrays.sort(nanos);
        return nanos;
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
