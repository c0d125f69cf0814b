package io.cogstream.sample;

import java.util.List;

/**
 * One file and all that is wanted of it.
 *
 * @param href absolute path or URL
 * @param uses the bands of items that are in it, by item and band
 */
record SampleSource(String href, List<Use> uses) {

    SampleSource {
        uses = List.copyOf(uses);
    }

    /**
     * A band of an item.
     *
     * @param item index into the plan's items
     * @param band index into the plan's bands
     */
    record Use(int item, int band) {}
}
