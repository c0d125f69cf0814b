package io.cogstream.open;

import io.cogstream.stac.ItemIndex;
import java.util.HashMap;
import java.util.Map;

/**
 * How the items of two indexes differ, by their ids.
 *
 * @param added items of the second that the first lacks
 * @param removed items of the first that the second lacks
 */
record ItemDifference(int added, int removed) {

    static ItemDifference between(ItemIndex before, ItemIndex after) {
        Map<String, Integer> surplus = new HashMap<>();
        for (int item = 0; item < after.size(); item++) {
            surplus.merge(after.id(item), 1, Integer::sum);
        }
        for (int item = 0; item < before.size(); item++) {
            surplus.merge(before.id(item), -1, Integer::sum);
        }
        int added = 0;
        int removed = 0;
        for (int count : surplus.values()) {
            added += Math.max(0, count);
            removed += Math.max(0, -count);
        }
        return new ItemDifference(added, removed);
    }

    @Override
    public String toString() {
        return added == 0 && removed == 0
                ? "the items are the same, but not their files, places, times or order"
                : "items: %d added, %d removed".formatted(added, removed);
    }
}
