package io.cogstream.job;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many chunks have how many sources, as bars of characters. */
final class SourceHistogram {
    private static final int LONGEST_BAR = 40;

    /** Up to here each number has a bar of its own; beyond, bars hold twice as many numbers each time. */
    private static final int MOST_SINGLE = 8;

    private SourceHistogram() {}

    /**
     * @param chunksBySources number of chunks by number of sources
     * @param chunks of all
     */
    static String text(SortedMap<Integer, Long> chunksBySources, long chunks) {
        SortedMap<Integer, Long> bars = new TreeMap<>();
        chunksBySources.forEach((sources, count) -> bars.merge(last(sources), count, Long::sum));
        long most = bars.values().stream().mapToLong(Long::longValue).max().orElse(1);
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Integer, Long> bar : bars.entrySet()) {
            long count = bar.getValue();
            int length = (int) Math.max(1, Math.round((double) LONGEST_BAR * count / most));
            text.append(String.format(
                    Locale.ROOT,
                    "  %9s%12d%5.0f%%  %s%n",
                    label(bar.getKey()),
                    count,
                    100.0 * count / chunks,
                    "#".repeat(length)));
        }
        return text.toString();
    }

    /** The last number that shares the bar of {@code sources}. */
    private static int last(int sources) {
        int last = MOST_SINGLE;
        while (sources > last) {
            last *= 2;
        }
        return sources <= MOST_SINGLE ? sources : last;
    }

    private static String label(int last) {
        return last <= MOST_SINGLE ? String.valueOf(last) : "%d-%d".formatted(last / 2 + 1, last);
    }
}
