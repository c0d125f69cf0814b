package io.cogstream.stac;

import io.cogstream.failure.MalformedSourceException;
import io.cogstream.grid.BoundingBox;
import io.cogstream.io.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a query found, frozen: every task resolves its chunks against it without the catalog. Items are numbered from 0 in
 * source order, assets in the order of {@link #assets()}. Immutable and safe for concurrent use.
 *
 * <p>Kept compact: boxes in a {@link PackedBoxTree}, texts in {@link SharedPrefixStrings}, no object per item.
 */
public final class ItemIndex {
    private static final int MAGIC = 0x43534958; // "CSIX"
    private static final int VERSION = 1;
    private static final int MAX_ASSETS = 10_000;

    private final List<String> assets;
    private final int[] steps;
    private final PackedBoxTree tree;
    private final SharedPrefixStrings texts;

    private ItemIndex(List<String> assets, int[] steps, PackedBoxTree tree, SharedPrefixStrings texts) {
        this.assets = assets;
        this.steps = steps;
        this.tree = tree;
        this.texts = texts;
    }

    /**
     * Freezes items.
     *
     * @param items in source order, which mosaics follow
     * @param steps time step of each item, counted from 0
     * @param assets keys of the assets whose hrefs are kept
     * @throws IllegalArgumentException if the lists do not fit each other, or a step is negative
     */
    public static ItemIndex of(List<Item> items, int[] steps, List<String> assets) {
        if (steps.length != items.size() || assets.size() > MAX_ASSETS) {
            throw new IllegalArgumentException("%d items, %d steps, %d assets (at most %d)"
                    .formatted(items.size(), steps.length, assets.size(), MAX_ASSETS));
        }
        SharedPrefixStrings.Builder texts = new SharedPrefixStrings.Builder();
        List<List<BoundingBox>> boxes = new ArrayList<>(items.size());
        for (Item item : items) {
            boxes.add(item.footprint().boxes());
            texts.add(item.id());
            for (String key : assets) {
                Asset asset = item.assets().get(key);
                texts.add(asset == null ? null : asset.href());
            }
        }
        return new ItemIndex(List.copyOf(assets), steps.clone(), PackedBoxTree.of(boxes, steps), texts.build());
    }

    /** Number of items. */
    public int size() {
        return steps.length;
    }

    /** Keys of the assets whose hrefs are kept; {@link #href} counts in this order. */
    public List<String> assets() {
        return assets;
    }

    /**
     * The items of a time step whose boxes meet any of the given ones.
     *
     * @param step time step, counted from 0
     * @param boxes longitude and latitude in degrees, none across the antimeridian, edges included
     * @return item numbers, ascending, each once
     */
    public int[] search(int step, List<BoundingBox> boxes) {
        return tree.search(step, boxes);
    }

    /** The id of item {@code item}. */
    public String id(int item) {
        return Objects.requireNonNull(texts.get(item * (assets.size() + 1)));
    }

    /** Where asset {@code asset} of item {@code item} is, null if the item has none. */
    public @Nullable String href(int item, int asset) {
        return texts.get(item * (assets.size() + 1) + 1 + Objects.checkIndex(asset, assets.size()));
    }

    /** The time step of item {@code item}, counted from 0. */
    public int step(int item) {
        return steps[item];
    }

    /** SHA-256 of {@link #toBytes()} in lower-case hex: equal for equal content. */
    public String fingerprint() {
        return Sha256.hex(toBytes());
    }

    /**
     * The index as bytes, big-endian: magic {@code CSIX}, version, items, assets, asset keys, a step per item, tree, texts.
     * Equal indexes give equal bytes.
     */
    public byte[] toBytes() {
        SharedPrefixStrings.Builder keys = new SharedPrefixStrings.Builder();
        assets.forEach(keys::add);
        SharedPrefixStrings keyTexts = keys.build();
        long length = 16 + keyTexts.encodedLength() + 4L * steps.length + tree.encodedLength() + texts.encodedLength();
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("an index of " + length + " bytes is too large; narrow the query");
        }
        ByteBuffer out = ByteBuffer.allocate((int) length);
        out.putInt(MAGIC).putInt(VERSION).putInt(steps.length).putInt(assets.size());
        keyTexts.write(out);
        for (int step : steps) {
            out.putInt(step);
        }
        tree.write(out);
        texts.write(out);
        return out.array();
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @param name where the bytes come from, for messages
     * @throws MalformedSourceException if they are no such index, naming the offset; nothing is allocated on the word of a
     *     count that the bytes do not back
     */
    public static ItemIndex parse(byte[] bytes, String name) throws MalformedSourceException {
        IndexBytes in = new IndexBytes(bytes, name);
        if (in.int32() != MAGIC) {
            throw in.malformed(0, "not an item index");
        }
        int version = in.int32();
        if (version != VERSION) {
            throw in.malformed(4, "item index of version " + version + ", this program reads " + VERSION);
        }
        int items = in.count(4, "items");
        int assets = in.count(1, "assets");
        if (assets > MAX_ASSETS) {
            throw in.malformed(12, assets + " assets, at most " + MAX_ASSETS + " can be");
        }
        List<String> keys = keys(SharedPrefixStrings.read(in, assets), in);
        int[] steps = steps(in, items);
        PackedBoxTree tree = PackedBoxTree.read(in, steps);
        int textsAt = in.position();
        long expected = (long) items * (assets + 1);
        SharedPrefixStrings texts = SharedPrefixStrings.read(in, expected);
        in.requireEnd();
        for (int item = 0; item < items; item++) {
            if (texts.isNull(item * (assets + 1))) {
                throw in.malformed(textsAt, "item " + item + " has no id");
            }
        }
        return new ItemIndex(keys, steps, tree, texts);
    }

    private static List<String> keys(SharedPrefixStrings texts, IndexBytes in) throws MalformedSourceException {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String key = texts.get(i);
            if (key == null) {
                throw in.malformed(16, "asset " + i + " has no key");
            }
            keys.add(key);
        }
        return List.copyOf(keys);
    }

    private static int[] steps(IndexBytes in, int items) throws MalformedSourceException {
        in.require(4L * items, "steps");
        int[] steps = new int[items];
        for (int item = 0; item < items; item++) {
            steps[item] = in.int32();
            if (steps[item] < 0) {
                throw in.malformed(in.position() - 4, "item " + item + " has step " + steps[item]);
            }
        }
        return steps;
    }
}
