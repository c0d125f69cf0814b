package io.cogstream.cube;

/**
 * One band of an array.
 *
 * @param name coordinate value, as the user gave it: {@code red} or {@code visual:2}
 * @param asset key of the asset in every item
 * @param sample which sample of the asset's image, from 1
 */
public record BandSpec(String name, String asset, int sample) {

    public BandSpec {
        if (name.isEmpty() || asset.isEmpty() || sample < 1) {
            throw new IllegalArgumentException("band '%s': asset '%s', sample %d".formatted(name, asset, sample));
        }
    }
}
